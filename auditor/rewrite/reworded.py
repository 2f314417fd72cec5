"""Moves of words as a whole: a heading or a formula said plainly, a phrase about the reader brought to the front.

In: a segment's text and tokens. Out: `Draft`s; a swap's words are the recipe's own, a phrase that moves keeps every word of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.knowledge.recipes import Front, Recipe, Swap
from auditor.models import Lang, Token
from auditor.rewrite import guard
from auditor.rewrite.compose import Draft
from auditor.rewrite.said import Said

CLOSING = re.compile(r"[\s.!\u2026]*$")
SPLIT = re.compile(r"[:;?()\u2014\u2013]|\.\s")
REST = r"(?P<rest>[^\W\d_][^.:;?!,\n]{1,40})"  # what a heading is about, kept as it stands
SIGN = re.compile(r"[^\w\s'\"\u2019«»“”()]+\s+(?=\w)")  # a picture sign or a tick before a heading
LONG = re.compile(r"[^\W\d_]{4,}")
MOST_PHRASE = 14  # words: a longer phrase before the subject makes the reader wait
LEAST_BEFORE = 3  # words of the clause that the phrase leaves


def swaps(recipe: str, given: Sequence[Swap], text: str, names: Sequence[str]) -> Iterator[Draft]:
    """A heading or a formula said plainly, by the first swap that fits; the words of the plain form are the recipe's."""
    for swap in given:
        found = _swapped(swap, text, names)
        if found:
            asked, added = "?" in text and "?" not in found, (swap.after, *swap.adds)
            yield Draft(found, recipe, added, "[" in swap.after, keeps_focus=swap.inside or swap.turned, invites=asked)
            return


def _swapped(swap: Swap, text: str, names: Sequence[str]) -> str:
    mark = "'" if "'" in text else "\u2019"
    if not swap.inside:
        named = _named(text, names) if "{name}" in swap.before else ""
        lead = (SIGN.match(text) or [""])[0]
        whole = _whole(swap.before, named).fullmatch(text[len(lead) :])
        kept = (whole["rest"] if whole and "{rest}" in swap.before else "").strip()
        if {*guard.words(kept)[:1]} & {*swap.never} or {*guard.words(kept)} & {*swap.spare}:
            return ""
        plain = swap.title if swap.title and _is_title(text) else swap.after
        after = plain.replace("'", mark).replace("{name}", named).replace("{rest}", kept)
        after = after[:1].upper() + after[1:]
        return lead + (after.upper() if whole and text.isupper() else after) if whole else ""
    named = _named(text, names) if "{name}" in swap.before else ""
    return _inside(swap, swap.after.replace("'", mark).replace("{name}", named), text, named)


def _is_title(text: str) -> bool:
    """Whether all words of some length have a capital."""
    return all(word[0].isupper() for word in LONG.findall(text))


@lru_cache(maxsize=4096)
def _whole(before: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_ways(before, name)})[\s.!?]*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _part(before: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_ways(before, name)})(?!\w)", re.IGNORECASE)


def _ways(before: str, name: str) -> str:
    ways = (re.escape(way.strip().replace("{name}", name)) for way in before.split("|") if name or "{name}" not in way)
    found = "|".join(way.replace(r"\ ", r"\s+").replace("'", "['\u2019]") for way in ways) or "(?!)"
    return found.replace(r"\{rest\}", REST)


def _named(text: str, names: Sequence[str]) -> str:
    """The company's name in the text, or the acronym that it begins with: "MTR" of "MTR Roofing"."""
    acronyms = [name.split()[0] for name in names if name and name.split()[0].isupper() and len(name.split()[0]) > 1]
    return next((name for name in (*names, *acronyms) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)), "")


def _inside(swap: Swap, after: str, text: str, name: str) -> str:
    found = _part(swap.before, name).search(text)
    following = guard.words(text[found.end() :]) if found else []
    if not found or {*following[:1]} & {*swap.never} or {*following} & {*swap.spare}:
        return ""
    is_first = not re.search(r"\w", text[: found.start()]) or re.search(r"[.!?]\s*$", text[: found.start()]) is not None
    if swap.first and not is_first:
        return ""
    rest = text[found.end() :] if after else text[found.end() :].lstrip(" ,")
    made = text[: found.start()] + after + rest
    at = found.start()
    return made[:at] + made[at : at + 1].upper() + made[at + 1 :] if is_first else made


def may_front(said: Said) -> bool:
    """Whether a phrase may change its place in the sentence, by its words: nothing in it has a scope or breaks it in two."""
    return not said.is_limited and not SPLIT.search(said.labelled.segment.text)


def fronted(recipe: Recipe, text: str, tokens: Sequence[Token], lang: Lang, names: tuple[str, ...]) -> Iterator[Draft]:
    """« Nous intervenons à Lyon pour vos haies » → « Pour vos haies, nous intervenons à Lyon »: the words stay, their order changes."""
    front = recipe.section(lang).fronts
    start = _front_at(front, tokens, lang) if front else 0
    if not front or not start:
        return
    closing = CLOSING.search(text)
    end = closing.start() if closing else len(text)
    phrase, rest = text[tokens[start].start : end], text[: tokens[start].start].rstrip()
    is_name = rest.startswith((*names, "I ", "I'", "I\u2019")) or tokens[0].pos == "PROPN"
    low = rest if is_name else rest[0].lower() + rest[1:]
    yield Draft(f"{phrase[0].upper()}{phrase[1:]}, {low}{text[end:]}", recipe.id, (), keeps_focus=True)


def _front_at(front: Front, tokens: Sequence[Token], lang: Lang) -> int:
    """Where a phrase begins that closes the sentence and could open it; 0 when none does."""
    lows = [t.text.lower().replace("\u2019", "'") for t in tokens]
    at = next((n for n in range(len(tokens) - 2, LEAST_BEFORE - 1, -1) if lows[n] in front.opens), 0)
    phrase, finite = {*lows[at:]}, [n for n, t in enumerate(tokens) if "VerbForm=Fin" in t.morph]
    fits = bool(phrase & {*front.needs}) and not phrase & {*front.never} and "," not in lows and len(tokens) - at <= MOST_PHRASE
    return at if fits and finite and all(n < at for n in finite) else 0
