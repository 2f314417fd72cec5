"""« Prêt à réserver votre visite ? » → « Réservez votre visite. »: a question that is an invitation, said as one.

In: a segment and a recipe's `invites`. Out: `Draft`s; every word of the invitation stays, the verb becomes an imperative, and the fact
lock has read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.knowledge.recipes import Invites, Recipe
from auditor.models import Segment
from auditor.rewrite import guard, realise
from auditor.rewrite.compose import Draft

WITHOUT_STOP = ("heading", "title", "button")  # where no full stop stands
NO_PROSE = re.compile(r"[?!:;\u2026|\u2022\u00b7\n\[\]()«»\"“”]|\.\s")
JOINED = re.compile(r"(?:,|\b(?:et|ou|and|or))\s+(?:[^\W\d_]{1,5}[\s'])?([^\W\d_]+)")


def drafts(recipe: Recipe, segment: Segment) -> Iterator[Draft]:
    """The question as an invitation; nothing when it asks for anything but a turn to the company."""
    invites, text = recipe.section(segment.lang).invites, segment.text.strip()
    found = _pattern(invites).fullmatch(text.replace("\u2019", "'")) if invites and may_open(invites, text) else None
    if (
        not invites
        or not found
        or guard.refused(found["rest"], guard.locks()[segment.lang])
        or NO_PROSE.search(found["rest"])
        or {*guard.words(text)} & {*invites.never}
    ):
        return
    verb, rest = found["verb"].lower(), text[found.start("rest") : found.end("rest")]
    if verb not in invites.verbs or not (rest or found["pronoun"]) or _goes_on(rest, segment):
        return
    made = _invitation(invites, segment, verb, (found["pronoun"] or "").lower(), rest)
    asked = text[found.start("verb") :]  # what comes before is the formula, for which the recipe vouches
    if not guard.check(asked, made, lang=segment.lang, allowed=guard.words(made.replace(rest, ""))):
        yield Draft(made, recipe.id, (), invites=True)


def may_open(invites: Invites, text: str) -> bool:
    """Whether the text opens as such a question does."""
    return text.replace("\u2019", "'").lower().startswith(invites.opens) and not text.isupper()


def _pattern(invites: Invites) -> re.Pattern[str]:
    opens = "|".join(re.escape(way).replace(r"\ ", r"\s+") for way in sorted(invites.opens, key=len, reverse=True))
    pronouns = "|".join(map(re.escape, invites.pronouns)) or "(?!)"
    return re.compile(
        rf"(?:{opens})(?:\s+|(?<='))(?:(?P<pronoun>{pronouns})(?:\s+|(?<=')))?(?P<verb>[^\W\d_]+)\b\s*(?P<rest>.*?)\s*[?.!]*", re.IGNORECASE
    )


def _goes_on(rest: str, segment: Segment) -> bool:
    """Whether a second verb follows, which would stay an infinitive: « acheter ou vendre »."""
    lang, verbs = segment.lang, (verb.lower() for verb in JOINED.findall(rest))
    return any(realise.is_verb(lang, verb) and not realise.is_noun(lang, verb) for verb in verbs)


def _invitation(invites: Invites, segment: Segment, verb: str, pronoun: str, rest: str) -> str:
    said = {*guard.words(segment.text)}
    person, plural = (1, True) if said & {*invites.together} and not pronoun else (2, not said & {*invites.singular})
    tail = invites.pronouns.get(pronoun, "") or (invites.with_us if verb in invites.us and person == 2 else "")
    said_to = realise.imperative(segment.lang, verb, person=person, plural=plural) + tail
    return f"{said_to[0].upper()}{said_to[1:]} {rest}".strip() + ("" if segment.kind in WITHOUT_STOP else ".")
