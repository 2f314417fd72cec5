"""The page beside rivals: it says no more than its figures, quotes rivals in short, and goes when a brand hides it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from auditor.knowledge import lenses
from auditor.models import Audit, Comparison, Contender, Lacking, Lang, Lesson, Quote, Score, Shown, Swap, Unread
from auditor.report import build
from auditor.report.brand import Brand
from auditor.report.views.compare import compare_view, headline
from auditor.report.views.joined import Joined, join
from auditor.resources import folder

from . import samples
from .sites import Seen

KNOWN = replace(samples.KNOWLEDGE, lenses=lenses.load(folder("rules")))
ATTACK = '=HYPERLINK("http://x.example")<script>alert(1)</script>'
OURS = "brevent.example"


def score(value: float | None, half: float = 5) -> Score:
    return samples.score(value, "ok" if value is not None else "inconclusive", half=half)


def site(
    slug: str, name: str, value: float | None, *, is_read: bool = True, lang: Lang = "fr", printable: int = 0, half: float = 5
) -> Contender:
    whole = score(value, half)
    return Contender(
        slug, name, f"https://{slug}/", "2026-11-01", (lang,), 3, whole, samples.axes(whole), is_read, lines=9, printable=printable
    )


def quote(text: str, slug: str = "alba.example", lang: Lang = "fr") -> Quote:
    return Quote(slug, "a" * 12, "Nos escaliers", f"https://{slug}/offre", lang, text)


def rivalled(lang: Lang = "fr", *, said: str = "Nous sommes la référence de la menuiserie", name: str = "Alba Escaliers") -> Audit:
    """The sample audit beside two rivals in its language and one in another; one that could not be read."""
    plain = samples.audit(lang)
    home, offer = plain.pages[0].segments, plain.pages[1].segments
    others = ("alba.example", "nora.example")
    swaps = (
        Swap(home[1].segment.id, 6, (), quote(said), 0.98, "swap.same", (), others, others),
        Swap(home[2].segment.id, 10, (), quote("Une équipe de passionnés."), 0.9, "swap.same", (), ("nora.example",), others),
        Swap(home[5].segment.id, 6, (), quote("Un plan coté sous trois semaines."), 0.8, "swap.other", (), (), others),
        Swap(home[6].segment.id, 4, (), None, 0.0, "swap.none", (), (), others),
        Swap(offer[1].segment.id, 9, (), quote("Du chêne."), 0.2, "swap.other", (), (), others),
    )
    found = Comparison(
        sites=(
            replace(site(OURS, "Atelier Brévent", 31.6, printable=2), slug=plain.site.slug),
            site("alba.example", name, 22.0, printable=1),
            site("nora.example", "Nora & fils", 33.0, printable=2),
            site("oak.example", "Oak Stairs", 60.0, is_read=False, lang="en"),
            site("petit.example", "Petit", None),
        ),
        unread=(Unread("nulle-part", "crawl.no-such-source", (("source", "nulle-part"),)),),
        swaps=swaps,
        lacking=(
            Lacking("alba.example", "promise", "guarantee", 2, (quote("Remboursé en cas de retard."),)),
            Lacking("alba.example", "line", "", 1, (quote("Vous choisissez le jour de la pose."),)),
            Lacking("nora.example", "benefit", "care", 1, (quote("Vous dormez au calme.", "nora.example"),)),
        ),
        shown=(
            Shown("delay", quote("Posé en deux jours."), 3, quote("41 escaliers sur 41 en 2025."), home[5].segment.id),
            Shown("price", quote("Le prix signé est le prix payé."), 2),
        ),
        lessons=(Lesson("trust", quote("Vous payez après la pose : 41 clients sur 41 l’ont fait."), None, 1),),
    )
    return replace(plain, comparison=found)


def joined(audit: Audit, lang: Lang = "fr") -> Joined:
    return join(audit, KNOWN, lang)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("rivals") / "report"
    build(rivalled(), into, languages=("fr", "en"), knowledge=KNOWN)
    return into


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_headline_counts_and_the_lead_ranks_only_what_lies_apart() -> None:
    """31.6 ± 5 and 33 ± 5 overlap; 22 ± 5 and 31.6 ± 5 just touch: neither is called above or below."""
    view = compare_view(joined(rivalled(), "en"))
    assert all(any(dot.score.known for dot in theme.dots) for theme in view.themes)
    assert view is not None
    assert view.title == "2 of your 5 claims could stand on a rival’s pages unchanged"
    assert view.position == (
        "Your score is 32. Clearly above it: Oak Stairs (60). Too close to it to tell apart: Alba Escaliers (22) and Nora & fils (33). "
        "Without a score, for want of text: Petit."
    )


def test_ranges_that_lie_apart_are_told() -> None:
    audit = rivalled()
    assert audit.comparison is not None
    ours, alba, *rest = audit.comparison.sites
    far = replace(alba, index=score(15.0))
    view = compare_view(joined(replace(audit, comparison=replace(audit.comparison, sites=(ours, far, *rest)))))
    assert view is not None
    assert "Nettement en dessous\u00a0: Alba Escaliers (15)." in view.position
    assert [dot.relation for dot in view.themes[0].dots] == ["", "en dessous de vous", "", "au-dessus de vous", ""]


def test_few_claims_make_no_headline() -> None:
    audit = rivalled()
    assert audit.comparison is not None
    few = replace(audit.comparison, swaps=audit.comparison.swaps[:4])
    assert headline(joined(audit), few) == "Votre score et ceux de 4 concurrents"
    none = replace(audit.comparison, sites=audit.comparison.sites[:1], swaps=())
    assert headline(joined(audit, "en"), none) == "No rival could be read"


def test_a_site_that_nobody_echoes_is_not_praised_beyond_that() -> None:
    audit = rivalled()
    assert audit.comparison is not None
    alone = replace(audit.comparison, swaps=tuple(replace(swap, printed_by=()) for swap in audit.comparison.swaps))
    view = compare_view(joined(replace(audit, comparison=alone), "en"))
    assert view is not None
    assert view.swap is not None
    assert view.title == "None of your 5 claims could stand on a rival’s pages unchanged"
    assert view.swap.summary.endswith("whether they convince is another matter.")


def test_pairs_stand_side_by_side_those_of_all_rivals_first() -> None:
    view = compare_view(joined(rivalled()))
    assert view is not None
    assert view.swap is not None
    assert [(pair.own.text, pair.also) for pair in view.swap.pairs] == [
        ("Nous sommes la référence de la menuiserie", "Pourraient aussi la reprendre\u00a0: Nora & fils."),
        ("Nous sommes une équipe de passionnés, fière de 40 % de croissance.", "Pourraient aussi la reprendre\u00a0: Nora & fils."),
    ]
    assert [pair.rival and pair.rival.text for pair in view.swap.close] == ["Un plan coté sous trois semaines."]
    assert len(view.swap.only) == 2
    assert view.swap.summary.startswith("2 affirmations sur 5 (46\u202f% des mots)")  # 16 words of 35


def test_the_page_says_who_was_not_compared_and_why(report: Path) -> None:
    text = plain((report / "fr" / "compare.html").read_text(encoding="utf-8"))
    assert "Scores seuls\u00a0: Oak Stairs." in (report / "fr" / "compare.html").read_text(encoding="utf-8")
    assert "nulle-part" in text
    assert "Aucun fichier ni dossier ne s’appelle nulle-part" in text


def test_own_promises_without_proof_stand_under_those_that_rivals_prove(report: Path) -> None:
    text = plain((report / "en" / "compare.html").read_text(encoding="utf-8"))
    assert "You promise it without proof: Un plan coté sous huit jours." in text
    assert "No promise of this kind was found on your pages." in text
    assert "Guarantee: 2 promises. None found on your pages." in text


def test_every_link_to_an_own_sentence_leads_to_it(report: Path) -> None:
    html = (report / "fr" / "compare.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="(p/[^"#]+)#(s-\w+)"', html))
    assert links
    assert all(f'id="{id}"' in (report / "fr" / file).read_text(encoding="utf-8") for file, id in links)
    assert "compare.html" in Seen(report / "fr" / "index.html").values("href")


def test_the_overview_has_one_line(report: Path) -> None:
    text = plain((report / "fr" / "index.html").read_text(encoding="utf-8"))
    assert text.count("2 de vos 5 affirmations pourraient figurer telles quelles chez un concurrent") == 1


def test_the_tables_for_spreadsheets_hold_every_site_and_every_claim(report: Path) -> None:
    def rows(name: str, mark: str) -> list[dict[str, str]]:
        text = (report / "data" / name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark))

    scores = rows("compare.csv", ";")
    whole = [(row["site"], row["score"]) for row in scores if row["partie"] == "score"]
    assert [score for _, score in whole] == ["31,6", "22", "33", "60", ""]
    claims = rows("swap.en.csv", ",")
    assert [row["a rival could print it"] for row in claims] == ["yes", "yes", "no", "no", "no"]
    assert claims[0]["which rivals"] == "Alba Escaliers / Nora & fils"


def test_the_data_is_what_its_schema_says(report: Path) -> None:
    schema = json.loads((folder("site_templates") / "data" / "audit.schema.json").read_text(encoding="utf-8"))
    document = json.loads((report / "data" / "audit.json").read_text(encoding="utf-8"))
    part = {"$defs": schema["$defs"], **schema["properties"]["comparison"]}
    assert [error.message for error in Draft202012Validator(part).iter_errors(document["comparison"])] == []
    assert document["comparison"]["swaps"][0]["printed_by"] == ["alba.example", "nora.example"]
    assert document["comparison"]["unread"][0]["reason"].startswith("Aucun fichier")


def test_an_audit_without_rivals_has_neither_page_nor_data(tmp_path: Path) -> None:
    build(samples.audit("fr"), tmp_path / "r", languages=("fr",), knowledge=KNOWN)
    assert not (tmp_path / "r" / "compare.html").exists()
    assert "comparison" not in json.loads((tmp_path / "r" / "data" / "audit.json").read_text(encoding="utf-8"))
    assert "compare.html" not in (tmp_path / "r" / "index.html").read_text(encoding="utf-8")


def test_a_brand_that_hides_the_page_hides_the_rivals_everywhere(tmp_path: Path) -> None:
    """A client who must not see rivals finds them in no file either."""
    build(rivalled(), tmp_path / "r", languages=("fr",), knowledge=KNOWN, brand=Brand(hide=("compare",)))
    files = [path for path in (tmp_path / "r").rglob("*") if path.is_file()]
    assert files
    named = [path.name for path in files if "Alba" in path.read_bytes().decode("utf-8", "replace")]
    assert named == []


def test_a_hostile_rival_is_text_on_the_page_and_no_formula_in_the_file(tmp_path: Path) -> None:
    build(rivalled(said=ATTACK, name="</title><script>alert(2)</script>"), tmp_path / "r", languages=("fr",), knowledge=KNOWN)
    html = (tmp_path / "r" / "compare.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    table = (tmp_path / "r" / "data" / "swap.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table, newline=""), delimiter=";") for cell in row]
    assert f"'{ATTACK}" in cells


def test_two_rivals_of_one_name_are_told_apart() -> None:
    view = compare_view(joined(rivalled(name="Nora & fils")))
    assert view is not None
    assert view.names == ("Vous", "Nora & fils (alba.example)", "Nora & fils (nora.example)", "Oak Stairs", "Petit")
