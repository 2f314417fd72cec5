"""What may be printed unchanged and what may not, on sentences of companies that do not exist."""

import pytest

from auditor import knowledge
from auditor.judge.swap import SwapModel
from auditor.models import Lang, Said

MODEL = SwapModel(knowledge.load())


def held(lang: Lang, a: str, b: str, names: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> bool:
    return MODEL.match(Said("a", "", lang, a, (), names, places), Said("b", "", lang, b)).interchangeable


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Vos volets sont garantis dix ans."),
        ("en", "Your shutters are guaranteed for ten years."),
        ("fr", "Qui sommes-nous ?"),
        ("en", "Design. Build."),
    ],
)
def test_a_sentence_may_be_printed_beside_itself(lang: Lang, text: str) -> None:
    assert held(lang, text, text)


@pytest.mark.parametrize(
    ("lang", "a", "b"),
    [
        ("fr", "Vos volets sont réparés sous 48 heures.", "Vos volets sont réparés sous dix jours."),
        ("en", "Your shutters are mended within 48 hours.", "Your shutters are mended within ten days."),
        ("fr", "Plus de 300 volets réparés.", "Plus de 3 000 volets réparés."),
        ("fr", "La pose est comprise.", "La pose n’est pas comprise."),
        ("en", "Fitting is included.", "Fitting is not included."),
        ("en", "We mend shutters for hotels.", "We mend shutters for schools."),
        ("fr", "Nos poseurs sont certifiés.", "Nos poseurs sont certifiés Voltalabel."),
        ("fr", "Le moteur est remplacé.", "Le moteur est remplacé, sous réserve d’un entretien annuel."),
        ("en", "We mend every make of shutter.", "We mend most makes of shutter."),
    ],
)
def test_a_mark_that_carries_the_claim_keeps_two_sentences_apart(lang: Lang, a: str, b: str) -> None:
    assert not held(lang, a, b)


@pytest.mark.parametrize(
    ("lang", "a", "b"),
    [
        ("fr", "Chez Volétanche, nous réparons vos volets à Lyon.", "Chez Stor & Fils, nous réparons vos volets à Metz."),
        ("en", "Kestrel Shutters mends your shutters in Leeds.", "Bramble Blinds mends your shutters in York."),
        ("fr", "Réponse sous 48 h.", "Réponse sous deux jours."),
        ("en", "Answered within two weeks.", "Answered within 14 days."),
    ],
)
def test_names_places_and_spellings_of_a_figure_carry_no_claim(lang: Lang, a: str, b: str) -> None:
    assert held(lang, a, b)


def test_a_name_that_the_caller_gives_is_left_out_wherever_it_stands() -> None:
    a, b = "Les volets certifiés Volétanche durent.", "Les volets certifiés durent."
    assert not held("fr", a, b)
    assert held("fr", a, b, names=("Volétanche",))


def test_two_languages_are_never_held_for_interchangeable() -> None:
    match = MODEL.match(Said("a", "", "fr", "Réponse sous 48 h."), Said("b", "", "en", "Answer within 48 hours."))
    assert (match.interchangeable, match.why, match.similarity) == (False, "swap.languages", 1.0)


def test_the_reason_names_what_differs() -> None:
    match = MODEL.match(Said("a", "", "fr", "Réponse sous 48 h."), Said("b", "", "fr", "Réponse sous dix jours."))
    assert match.why == "swap.time"


def test_a_comparison_answers_each_sentence_in_order_with_its_nearest_rival() -> None:
    own = [
        Said("1", "", "en", "Your shutters are mended on site."),
        Said("2", "", "en", "Zebra crossing."),
        Said("3", "", "fr", "Bonjour."),
    ]
    rivals = [Said("r1", "", "en", "Lunch is served at noon."), Said("r2", "", "en", "Your shutters are mended on site.")]
    found = MODEL.compare(own, rivals)
    assert [(m.own, m.rival, m.interchangeable) for m in found[:1]] == [("1", "r2", True)]
    assert (found[1].rival, found[1].why) == ("", "swap.none")
    assert (found[2].rival, found[2].why) == ("", "swap.languages")
    assert MODEL.compare(own, [])[0].why == "swap.none"
    assert MODEL.compare([], rivals) == []
