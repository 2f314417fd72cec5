"""A benchmark of twenty-two small sites: what a report says of a site's place, in its language, its sector and its kinds of page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from made_sites import write_site

from auditor import benchmark, pipeline
from auditor.models import Lang
from auditor.pipeline import measuring
from auditor.pipeline.jobs import engine
from auditor.resources import folder as resources
from auditor.settings import ReportSettings, Settings, SiteSettings
from auditor.store import Runs, Store

SECTORS = ("Roofing",) * 20 + ("Baking",) * 2


@dataclass(frozen=True)
class Audited:
    """A folder with a store of audited companies and the benchmark made of them."""

    folder: Path
    made: benchmark.Made

    def report(self, site: str, lang: Lang = "en") -> Path:
        settings = Settings(report=ReportSettings(pdf=False, benchmark=str(self.folder / "set.json")))
        output = self.folder / "placed" / site / lang
        pipeline.build_site(site, settings, store=str(self.folder / "store"), output=output, report_langs=(lang,))
        return output


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Measured as companies of archives are, which takes a fifth of the time; the sectors as a list of sites leaves them."""
    folder = tmp_path_factory.mktemp("benchmark")
    for n in range(len(SECTORS)):
        write_site(folder / f"firm-{n:02}", n, sentences=4, home=18)
    counted = []
    with Store(str(folder / "store")) as store:
        for n, sector in enumerate(SECTORS):
            slug = pipeline.crawl_site(str(folder / f"firm-{n:02}"), Settings(), store=store)
            audit = measuring.measure_site(slug, Settings(), store=store)
            store.save_audit(slug, audit)
            counted.append(benchmark.count(slug, audit, engine()))
            Runs(store).keep_sectors({slug: sector})
        made = benchmark.assemble(counted, Runs(store).sectors(), name="Trades 2026", tool=pipeline.TOOL)
    benchmark.save(made.benchmark, folder / "set.json")
    return Audited(folder, made)


def test_a_site_of_a_large_sector_is_held_against_that_sector_and_its_kinds_of_page(audited: Audited) -> None:
    output = audited.report("firm-03")
    told = json.loads((output / "data" / "audit.json").read_text(encoding="utf-8"))
    placed = told["benchmark"]
    assert (placed["sector"], placed["companies"], placed["in_sector"], placed["within_sector"]) == ("Roofing", 20, 20, True)
    assert [(one["kind"], one["companies"], one["within_sector"]) for one in placed["kinds"]] == [("home", 20, True)]  # others are short
    schema = json.loads((resources("site_templates") / "data" / "audit.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    page = (output / "index.html").read_text(encoding="utf-8")
    assert "of the 20 companies in English of the sector “Roofing” in “Trades 2026”" in page
    assert re.search(r"By kind of page, it stands higher than: Home[^,;]*, [\d.]+ % of 20 companies of the sector\.", page)


def test_a_site_of_a_small_sector_is_held_against_all_of_its_language_and_told_so(audited: Audited) -> None:
    page = (audited.report("firm-21", "fr") / "index.html").read_text(encoding="utf-8")
    assert "des 22 entreprises (anglais) de la base «\u00a0Trades 2026\u00a0»" in page
    assert "Cette base compte 2 entreprises (anglais) du secteur «\u00a0Baking\u00a0» et il en faut 20\u00a0: il s’agit ici de tous" in page


def test_who_stands_higher_has_the_higher_place(audited: Audited) -> None:
    """The place in the report is the one that counting the companies gives, within a tenth of the set."""
    with Store(str(audited.folder / "store")) as store:
        found = {slug: audit.index.value for slug in store.sites() if (audit := store.latest_audit(slug)) and slug < "firm-20"}
    values = [value for value in found.values() if value is not None]
    for slug in ("firm-00", "firm-07", "firm-15"):
        told = json.loads((audited.report(slug) / "data" / "audit.json").read_text(encoding="utf-8"))
        lower = 100 * sum(value < found[slug] for value in values) / len(values)
        assert abs(told["benchmark"]["index"] - lower) <= 10


def test_a_french_site_is_held_against_nothing_where_the_set_is_english(audited: Audited) -> None:
    settings = Settings(site=SiteSettings(sector="Roofing"), report=ReportSettings(pdf=False, benchmark=str(audited.folder / "set.json")))
    source = str(write_site(audited.folder / "toiture", 1, "fr"))
    outcome = pipeline.audit_source(source, settings, output=audited.folder / "french", store=str(audited.folder / "other"))
    page = outcome.index_html.read_text(encoding="utf-8")
    assert "Pas de comparaison avec «\u00a0Trades 2026\u00a0»\u00a0: cette base compte 0 entreprise (français)" in page
    told = json.loads((audited.folder / "french" / "data" / "audit.json").read_text(encoding="utf-8"))
    assert (told["benchmark"]["index"], told["benchmark"]["kinds"]) == (None, [])
    assert {one["percentile"] for one in told["indicators"]} == {None}
