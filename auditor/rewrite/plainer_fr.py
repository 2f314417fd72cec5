"""What leaving an empty word out asks for in French: rows of adjectives, « de qualité », « avec rigueur », an adjective before its noun.

In: the words of a sentence and the lists of a recipe. Out: `Cut`s, places in the text with what stands there afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.knowledge.recipes import Drops
from auditor.models import Token
from auditor.rewrite import realise
from auditor.rewrite.row import COMMA, NAMING, Row, adverb, end_of, way_of

Cut = tuple[int, int, str]
Item = tuple[int, int]  # first and last-but-one word of an adjective with what strengthens it
QUALIFYING = ("ADJ", "VERB", "NOUN", "ADV", "PROPN")  # what a model may take an adjective for
WANTED_WITHIN = 6  # words between such a verb and the quality
ENDS = ("", ".", "!", COMMA)


def cuts(drops: Drops, rule: str, tokens: Sequence[Token], text: str) -> list[Cut]:
    """Places of the text that can go for this rule, in their order, each with its new words."""
    row, found, at = Row(tokens, [t.text.lower().replace("\u2019", "'") for t in tokens], drops), list[Cut](), 0
    way, phrases = way_of(drops.words.get(rule, ())), [phrase.split() for phrase in drops.phrases]
    while at < len(tokens):
        at, cut = _cut_at(row, at, rule, way, phrases, text)
        found += [cut] if cut else []
    return found


def _cut_at(row: Row, at: int, rule: str, way: re.Pattern[str], phrases: Sequence[list[str]], text: str) -> tuple[int, Cut | None]:
    """Where to go on, and what can go here."""
    drops, low = row.drops, row.low(at)
    phrase = next((p for p in phrases if p[0] == low and list(row.lows[at : at + len(p)]) == p), None)
    if phrase and drops.words.get(rule):
        return at + len(phrase), _phrase(row.of(at, at + len(phrase)))
    if low in drops.adverbs.get(rule, ()):
        span = adverb(row.of(at, at + 1))
        return at + 1, (*span, "") if span else None
    if low in drops.manners.get(rule, ()):
        return _manner(row, at, drops.manners[rule])
    if low in drops.fore.get(rule, ()) and _is_fore(row, at):
        return at + 1, (row.tokens[at].start, row.tokens[at + 1].start, "")
    if not way.match(low) or row.pos(at) not in QUALIFYING:
        return at + 1, None
    return _adjectives(row, at, rule, way, text)


def _phrase(row: Row) -> Cut | None:
    """« de qualité », « de pointe »: after a noun that something else describes, before no second phrase of the kind."""
    noun = _noun(row, row.first - 1)
    if noun < 0 or row.after in (*row.drops.joins, *row.drops.others):
        return None
    agreeing = _is_adjective(row, row.end, way_of(())) and not _suits_phrase(row.tokens[row.end]) and row.pos(row.first - 1) in NAMING
    reached = row.after in row.drops.reaches and row.pos(row.first - 1) in NAMING
    acts = row.pos(row.end) in ("VERB", "AUX") and "VerbForm=Fin" in row.tokens[row.end].morph
    if row.after not in ENDS and not (agreeing or reached or acts):
        return None
    return (*row.after_before(), "") if agreeing and not row.is_one(noun, row.drops.kinds) or _stays(row, noun) else None


def _suits_phrase(token: Token) -> bool:
    """Whether an adjective may belong to « qualité » and not to the noun before it."""
    return "Gender=Fem" in token.morph and "Number=Sing" in token.morph


def _manner(row: Row, at: int, empty: Sequence[str]) -> tuple[int, Cut | None]:
    """« avec rigueur », and one of two as in « avec rigueur et discrétion »."""
    drops, here = row.drops, row.of(at, at + 1)
    if here.before in drops.means:
        paired = here.after in drops.joins and row.pos(at + 2) == "NOUN"
        if paired and row.low(at + 2) not in empty:
            return at + 3, None if _goes_on(row, at + 3) else (row.tokens[at].start, row.tokens[at + 2].start, "")
        last = at + 3 if paired else at + 1
        return last, _whole_manner(row.of(at - 1, last))
    if here.before in drops.joins and row.pos(at - 2) == "NOUN" and row.low(at - 3) in drops.means and not _goes_on(row, at + 1):
        return at + 1, (*row.of(at - 1, at + 1).after_before(), "")
    return at + 1, None


def _goes_on(row: Row, at: int) -> bool:
    """Whether what follows says more of the noun: « un professionnalisme reconnu », « rigueur du contrôle »."""
    return row.low(at) in (*row.drops.joins, *row.drops.others, *row.drops.completes[:4]) or row.pos(at) in ("ADJ", "VERB", "ADV")


def _whole_manner(row: Row) -> Cut | None:
    """The phrase with its « avec », where the verb has something else to say: its object, or what follows."""
    verbal = any(t.pos == "VERB" for t in row.tokens[: row.first])
    if not verbal or _goes_on(row, row.end) or {t.lemma.lower() for t in row.tokens} & {*row.drops.makes}:
        return None
    carries = row.pos(row.first - 1) in (*NAMING, "ADJ") and any(t.pos == "VERB" for t in row.tokens[1 : row.first - 1])
    follows = row.after in row.drops.describes or row.pos(row.end) == "DET"
    return (*row.after_before(), "") if (row.after in ENDS and carries) or (follows and row.pos(row.first - 1) == "VERB") else None


def _is_fore(row: Row, at: int) -> bool:
    """« une parfaite visibilité financière »: between a determiner that stays as it is and a noun that says enough."""
    determined = row.low(at - 1) in row.drops.determiners and row.pos(at + 1) == "NOUN"
    return determined and not row.is_one(at + 1, (*row.drops.kinds, *row.drops.bare)) and row.pos(at + 2) == "ADJ"


def _adjectives(row: Row, at: int, rule: str, way: re.Pattern[str], text: str) -> tuple[int, Cut | None]:
    """The row of adjectives around a word: « fiable, rapide et propre » without those that are empty."""
    items = _items(row, at, way)
    first, end = items[0][0], items[-1][1]
    pair = next((len(p) for p in map(str.split, row.drops.pairs) if list(row.lows[first - len(p) : first]) == p), 0)
    kept = [item for item in items if not way.match(row.low(item[1] - 1))]
    if not _may_go(row.of(first - pair, end), rule, items, kept):
        return end, None
    if not kept:
        return end, None if pair else (*row.of(first, end).after_before(), "")
    start = row.tokens[first - pair if len(kept) == 1 else first].start
    joined = [text[row.tokens[a].start : end_of(row.tokens[b - 1])] for a, b in kept]
    last = " et " if any(row.low(n) in row.drops.joins for n in range(first, end)) else ", "
    words = ", ".join(joined[:-1]) + (last if len(joined) > 1 else "") + joined[-1]
    return end, (start, end_of(row.tokens[end - 1]), words)


def _items(row: Row, at: int, way: re.Pattern[str]) -> list[Item]:
    """Adjectives on either side, as long as a comma or « et » joins them."""
    items = [(_strengthened(row, at), at + 1)]
    while row.low(items[0][0] - 1) in (COMMA, *row.drops.joins) and _is_adjective(row, items[0][0] - 2, way):
        before = items[0][0] - 2
        items.insert(0, (_strengthened(row, before), before + 1))
    while row.low(items[-1][1]) in (COMMA, *row.drops.joins):
        after = items[-1][1] + 1
        after += row.low(after) in row.drops.intensifiers
        if not _is_adjective(row, after, way):
            break
        items.append((_strengthened(row, after), after + 1))
    return items


def _strengthened(row: Row, at: int) -> int:
    return at - 1 if row.low(at - 1) in row.drops.intensifiers else at


def _is_adjective(row: Row, at: int, way: re.Pattern[str]) -> bool:
    if at < 0 or at >= len(row.tokens):
        return False
    token = row.tokens[at]
    if token.pos == "ADJ" or token.pos == "VERB" and "VerbForm=Part" in token.morph or way.match(row.low(at)):
        return True
    after_joiner = token.pos == "NOUN" and row.low(at - 1) in row.drops.joins  # where the model takes adjectives for nouns
    return after_joiner and realise.is_only_adjective(row.low(at))


def _may_go(row: Row, rule: str, items: Sequence[Item], kept: Sequence[Item]) -> bool:
    """Whether the grammar and the sense around the row stay as they are."""
    noun, drops = _noun(row, row.first - 1), row.drops
    predicate = bool(kept) and row.pos(row.first - 1) == "AUX"
    if noun < 0 and not predicate or row.after in drops.others or _is_wanted(row):
        return False
    if (
        row.is_one(noun, drops.kinds)
        or row.is_one(row.first - 1, drops.kinds)
        or drops.only.get(rule)
        and not row.is_one(noun, drops.only[rule])
    ):
        return False
    if items[-1] not in kept and _is_completed(row):
        return False
    if row.after in drops.joins and not kept and row.pos(row.end + 1) != "DET":
        return False
    return bool(kept) or _stays(row, noun)


def _is_wanted(row: Row) -> bool:
    """Whether a verb shortly before asks for the quality: « mérite un toit impeccable »."""
    return bool({t.lemma.lower() for t in row.tokens[max(0, row.first - WANTED_WITHIN) : row.first]} & {*row.drops.makes})


def _is_completed(row: Row) -> bool:
    """Whether words follow that belong to the last adjective: « adapté à vos besoins », « soigné par nos soins »."""
    participle = row.low(row.end - 1).rstrip("es").endswith("é")
    return row.after in row.drops.completes if participle else row.after in row.drops.completes[:2]


def _noun(row: Row, at: int) -> int:
    """Where the noun stands that an adjective at `at` + 1 would belong to, -1 when none does."""
    while row.pos(at) == "ADJ":
        at -= 1
    return at if row.pos(at) in NAMING else -1


def _stays(row: Row, noun: int) -> bool:
    """Whether the noun says enough without the words that go: « un service » would not, « un service gratuit » would."""
    aimed = row.after in row.drops.aims and any("VerbForm=Inf" in t.morph for t in row.tokens[row.end + 1 : row.end + 3])
    told = row.after in row.drops.tells or aimed
    described = noun < row.first - 1 or told
    if row.is_one(noun, row.drops.bare) or described:
        return described
    return row.after in row.drops.describes or row.low(noun - 1) not in row.drops.indefinite
