"""A long pattern put together by its openings meets the same words."""

import re
from random import Random

import pytest

from auditor.language.openings import BETWEEN, HEAD, LONG, TAIL, by_openings, grouped

LETTERS = "a-zà-öø-ÿ" + "".join(map(chr, range(0x100, 0x180)))
HYPHENS = "-\u2010"
OPENINGS = ("anti", "r?é?entr", "bou(?:c|rg)*", "[ée]tats", "grande?s?")
MIDDLES = ("d[eu]", "ancien", "r?é?entr")
ALTERNATIVES = (
    *(f"^{opening}[{HYPHENS}][{LETTERS}][{HYPHENS}{LETTERS}']*$" for opening in OPENINGS),
    *(f"^{opening}[{HYPHENS}]bour[{LETTERS}]+$" for opening in OPENINGS),
    *(f"^[{LETTERS}]+[{HYPHENS}]{middle}[{HYPHENS}](?:de|l[{LETTERS}]')?[{LETTERS}]+$" for middle in MIDDLES),
    f"^[{LETTERS}]{{2}}[{HYPHENS}][{LETTERS}]+$",
    "^yo[-]yo$",
)
SPELT = f"{HEAD}{BETWEEN.join(ALTERNATIVES)}{TAIL}"


def test_the_same_words_are_met() -> None:
    """Words of the openings, of near misses and of letters of any kind, in both cases, with what a wrong order would let through."""
    quick, plain, chance = re.compile(grouped(SPELT)), re.compile(SPELT), Random(3)
    parts = "anti antI réentr bourg bouc ETATS états grandes yo - \u2010 ' bour de l é ſ K 1".split()
    told = ["".join(chance.choices(parts, k=chance.randint(1, 5))) for _ in range(5000)]
    met = [bool(plain.match(word)) for word in told]
    assert [bool(quick.match(word)) for word in told] == met
    assert 100 < sum(met) < 4000


def test_a_class_is_spelt_once_for_all_that_differ_before_it_or_behind_it() -> None:
    assert grouped(SPELT).count(LETTERS) == 2 + 1 + (1 + len(MIDDLES) + 1) + 2  # for the first five, the next five, the middles, the last


@pytest.mark.parametrize(
    "pattern",
    [
        "(?iu)" + "a|b" * 50,
        f"{HEAD}^a$|^b$)|(?:^c{TAIL}",  # not a whole word
        f"{HEAD}^a\\d$){TAIL}",
        f"(?i)(?:^a$){BETWEEN}^b${TAIL}",
    ],
)
def test_any_other_pattern_is_left_as_it_is(pattern: str) -> None:
    assert grouped(pattern) == pattern


def test_patterns_are_grouped_inside_only_and_only_long_ones() -> None:
    plain = re.compile
    long = SPELT.replace(BETWEEN, BETWEEN + BETWEEN.join(ALTERNATIVES) + BETWEEN)
    while len(long) <= LONG:
        long = long[: -len(TAIL)] + BETWEEN + long.removeprefix(HEAD)
    with by_openings():
        assert len(re.compile(long).pattern) < len(long)
        assert re.compile(SPELT).pattern == SPELT
    assert re.compile is plain


def test_the_tokenizer_of_the_french_model_is_the_one_that_is_grouped() -> None:
    """Otherwise four seconds a process are back, and nobody knows why."""
    from auditor.language.pipelines import pipeline

    loaded = pipeline("fr")
    assert len(loaded.tokenizer.token_match.__self__.pattern) < LONG
    assert [word.text for word in loaded.make_doc("L'anti-âge du porte-à-porte, aujourd'hui.")] == [
        "L'", "anti-âge", "du", "porte-à-porte", ",", "aujourd'hui", ".",
    ]  # fmt: skip
