"""The words of a rewrite: a frame's `after`, its slots filled and its verbs conjugated.

In: a match. Out: a `Draft`, with the words that the frame added, or `realise.UnknownWord` when a form cannot be made safely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.knowledge.recipes import Frame
from auditor.rewrite import french, realise
from auditor.rewrite.reading import Act, Match, Reading

PLACE = re.compile(r"\{([^{}]*)\}")
SPACES = re.compile(r" {2,}")
FIRST = re.compile(r"[^\W\d_]+")
OPTIONAL = ("rest", "when")  # slots that may stay empty


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a recipe proposes, before anyone has checked it."""

    text: str
    recipe: str
    added: tuple[str, ...]  # words that are the frame's, not the sentence's
    is_open: bool = False  # it has blanks
    keeps_focus: bool = False  # it need not turn to the reader: only not away from them
    invites: bool = False  # it asks the reader to do something, alone or with the company: "let's talk" is as good as "talk to us"
    answers: bool = False  # its blank or its proof is what the rule asks for, so the rule's words may stay
    drops: str = ""  # words of the sentence that it leaves out
    source: str = ""  # segment that it borrows from
    borrowed: str = ""  # the words that it borrows
    halves: tuple[str, ...] = ()  # the sentences that it is cut into, which a page holds apart


def draft(frame: Frame, match: Match, reading: Reading, recipe: str) -> Draft:
    """The sentence that the frame makes of the match; UnknownWord when a form is beyond us."""
    clause, made = reading.clause, list[str]()

    def fill(place: re.Match[str]) -> str:
        words, is_new = _fill(place.group(1), match, reading)
        made.extend([words] if is_new else [])
        return words

    opening, after = _opening(reading, frame)
    body = PLACE.sub(fill, after.replace("'", clause.apostrophe))
    body = SPACES.sub(" ", body).replace(" ,", ",").replace(" '", "'").replace(" \u2019", "\u2019").strip()
    added = (*PLACE.sub(" ", re.sub(r"\[[^\]]*\]", " ", frame.after)).replace(",", " ").split(), *made)
    return Draft(_capital(opening, body, clause.text) + clause.closing, recipe, added, frame.is_open, keeps_focus=frame.turned)


def _opening(reading: Reading, frame: Frame) -> tuple[str, str]:
    """The opening phrase and the frame's words: "At Acme, we" becomes "With Acme, you", or "turn to Acme" where the frame says "us"."""
    words, clause = reading.clause.opening.split(), reading.clause
    if clause.lang == "en" and words and words[0].lower() == "at" and words[1][:1].isupper() and "with " not in frame.after:
        if " us " in frame.after:
            return "", frame.after.replace(" us ", f" {' '.join(words[1:]).rstrip(',')} ")
        return ("With" if words[0][0].isupper() else "with") + clause.opening[2:], frame.after
    return clause.opening, frame.after


def _capital(opening: str, body: str, source: str) -> str:
    first = FIRST.search(source)
    text = opening + body
    at = next((n for n, c in enumerate(text) if c.isalpha()), 0)
    opens = first is not None and not first.group().islower()  # "dbSeer helps you" opens a sentence too
    return text[:at] + text[at].upper() + text[at + 1 :] if opens and text else text


def _fill(place: str, match: Match, reading: Reading) -> tuple[str, bool]:
    """Words for one place of the frame, and whether they are new to the sentence."""
    head, _, name = place.rpartition(" ")
    if head == "act" and name != "do":  # {act define}: the company's own verb, with the reader as its subject
        return _verb((match.act or Act("")).lemma, match, reading), True
    if name in ("you",) and not head:
        return reading.grammar.subject[match.reader], True
    if name in OPTIONAL and name not in match.spans:
        return "", False
    if name in match.spans or name == "act":
        return _slot(head, name, match, reading)
    return _verb(place, match, reading), True


def _slot(head: str, name: str, match: Match, reading: Reading) -> tuple[str, bool]:
    words = _source(match, reading) if name == "source" else reading.clause.span(*match.spans[name])
    if not head:
        return words, False
    if head in ("de", "à"):
        french.refuse_row(reading.words[slice(*match.spans[name])], reading.grammar)
        return french.after(head, words, apostrophe=reading.clause.apostrophe), False
    if head == "of":
        return words + ("'" if words.endswith("s") else "'s").replace("'", reading.clause.apostrophe), False
    if head == "act":  # {act do}: what the reader does, now with the reader as its subject
        return act(match, reading), True
    return _agreeing(head, name, match, reading), True


def _source(match: Match, reading: Reading) -> str:
    """The old subject, without the capital that the start of the sentence gave it."""
    start, end = match.spans["source"]
    words, first = reading.clause.span(start, end), reading.words[start]
    return first.low[:1] + words[1:] if first.low in reading.grammar.source_starts else words


def _agreeing(head: str, name: str, match: Match, reading: Reading) -> str:
    """A verb ({être yours}) or the participle of the act ({done yours}) that agrees with a slot."""
    lang, (start, end) = reading.clause.lang, match.spans[name]
    words, verb = reading.words[start:end], match.act or Act("")
    plural = words[0].low == reading.grammar.your[-1] if lang == "fr" else french.english_plural(words)
    if head == "done":
        feminine = lang == "fr" and realise.gender(french.head_noun(words)) == "f"
        return realise.participle(lang, verb.lemma, feminine=feminine, plural=plural, models=reading.grammar.models)
    finite = realise.verb(lang, head, person=3, plural=plural, tense=verb.tense)
    return " ".join((finite, *(reading.words[n].text for n in verb.adverbs)))


def _verb(lemma: str, match: Match, reading: Reading) -> str:
    """A verb with the reader as its subject, in the tense and with the modal and adverbs of the old one."""
    verb, lang = match.act or Act(""), reading.clause.lang
    adverbs = [reading.words[n].text for n in verb.adverbs]
    if lang == "en":
        return " ".join((*_modal(verb, reading), *adverbs, lemma if verb.modal else _finite(lemma, verb, match, reading)))
    if verb.modal:
        return " ".join((_finite("pouvoir", verb, match, reading), *adverbs, lemma))
    return " ".join((_finite(lemma, verb, match, reading), *adverbs))


def _modal(verb: Act, reading: Reading) -> list[str]:
    return [verb.modal.replace("'", reading.clause.apostrophe)] if verb.modal else []


def _finite(lemma: str, verb: Act, match: Match, reading: Reading) -> str:
    lang, is_group = reading.clause.lang, "group" in match.spans
    plural = is_group or match.reader == "plural"
    return realise.verb(lang, lemma, person=3 if is_group else 2, plural=plural, tense=verb.tense, models=reading.grammar.models)


def act(match: Match, reading: Reading) -> str:
    """The words of {do}, their verbs finite."""
    start, end = match.spans["do"]
    verb = match.act or Act("")
    if reading.clause.lang == "en":
        first = reading.words[start].low
        finite = _finite(first, verb, match, reading) if not verb.modal and first == "be" else reading.words[start].text
        lead = " ".join((*_modal(verb, reading), *(reading.words[n].text for n in verb.adverbs), finite))
        return lead + reading.clause.text[reading.words[start].end : reading.words[end - 1].end]
    if verb.modal:
        adverbs = [reading.words[n].text for n in verb.adverbs]
        return " ".join((_finite("pouvoir", verb, match, reading), *adverbs, reading.clause.span(start, end)))
    is_group = "group" in match.spans
    return french.finite_group(reading, start, end, lambda lemma: _finite(lemma, verb, match, reading), verb.adverbs, for_group=is_group)
