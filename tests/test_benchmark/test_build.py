"""A benchmark of stored audits: one company counts once, no sentence and no name gets out, a file that is none is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from auditor import benchmark, knowledge
from auditor.errors import NothingToAudit, UsageProblem
from auditor.language import Engine
from auditor.models import (
    Analysis,
    Audit,
    AuditedPage,
    Axis,
    Benchmark,
    Classic,
    Company,
    Indicator,
    LabelledSegment,
    Labels,
    Lang,
    Parties,
    Score,
    Segment,
    Site,
)
from auditor.resources import folder
from auditor.store import Runs, Store

COMMON = "Nous mettons notre savoir-faire à votre service chaque jour."
SECRET = "Hortense Valmy repeint les volets bleus de la rue des Tanneurs."


def audit(
    name: str, *, value: float | None = 40.0, address: str = "", canonical: str = "", lang: Lang = "fr", day: str = "2026-01-02"
) -> Audit:
    number = Score(value, value, value, "ok" if value is not None else "inconclusive")
    said = tuple(
        LabelledSegment(Segment(f"{n}", text, lang, page="x"), Analysis(Parties(), ()), Labels("self", ("generic_claim",), "none", 0.9))
        for n, text in enumerate((COMMON, f"{SECRET} {name}"))
    )
    page = AuditedPage("x", "x", f"{address}x", name, "", lang, "home", 1.0, number, (), said, (), canonical)
    return Audit(
        site=Site(name, address or name, Company(f"Société {name}"), address), tool="auditor", date=day, rules_digest="0" * 12,
        reference="reference", languages=(lang,), index=number,
        axes=(Axis("focus", 35.0, number, (Indicator("voice", "focus", 0.5, number),)),), classic=Classic(0, 0, 0, None), pages=(page,),
        findings=(),
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def made(store: Store, *audits: Audit) -> benchmark.Made:
    for one in audits:
        store.save_audit(one.site.slug, one)
    return benchmark.build(store, store.sites(), name="Set", tool="auditor")


def test_sites_of_one_registered_domain_count_once_by_their_last_audit(store: Store) -> None:
    old = audit("www.brume.fr", address="https://www.brume.fr/", value=10.0)
    new = audit("boutique.brume.fr", address="https://boutique.brume.fr/", value=50.0, day="2026-02-02")
    copy = audit("brume-copie", canonical="https://brume.fr/accueil", value=20.0)
    found = made(store, old, new, copy, audit("autre"), audit("muet", value=None))
    assert found.benchmark.recipe.companies == 2
    assert sorted(found.left_out) == [("brume-copie", "same-company"), ("muet", "no-number"), ("www.brume.fr", "same-company")]
    spread = found.benchmark.distributions[0]
    assert (spread.lang, spread.companies) == ("fr", 2)


def test_no_sentence_and_no_name_gets_out(store: Store, tmp_path: Path) -> None:
    audits = [audit(f"company-{n}", address=f"https://company-{n}.example/") for n in range(6)]
    benchmark.save(made(store, *audits).benchmark, tmp_path / "set.json")
    text = (tmp_path / "set.json").read_text(encoding="utf-8")
    words = {word.strip(".").casefold() for word in f"{COMMON} {SECRET} company Société example https".split()} - {
        "de",
        "la",
        "les",
        "des",
        "à",
        "rue",
    }
    assert [word for word in sorted(words) if word in text.casefold().replace("company", "").replace("companies", "")] == []
    assert "company-" not in text


def test_runs_of_words_are_kept_from_five_companies(store: Store) -> None:
    """What six companies say is kept as hashes, what one says is not; four companies are too few."""
    audits = [audit(f"company-{n}") for n in range(6)]
    engine = Engine(knowledge.load())
    counted = [benchmark.count(one.site.slug, one, engine) for one in audits]
    few, many = (benchmark.shingles_of(counted[:count]) for count in (4, 6))
    assert few == ()
    assert [one.lang for one in many] == ["fr"]
    alone = replace(audits[0], pages=(replace(audits[0].pages[0], segments=audits[0].pages[0].segments[:1]),))
    common = benchmark.shingles_of([benchmark.count("alone", alone, engine)] * 5)[0].hashes
    assert set(common) <= set(many[0].hashes)
    assert all(len(hash) == 16 for hash in many[0].hashes)


def test_the_file_is_as_its_schema_says_and_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    for n in range(6):
        store.save_audit(f"s{n}", audit(f"s{n}", value=10.0 * n))
    Runs(store).keep_sectors({"s0": "plumbing", "s1": "plumbing"})
    found = benchmark.build(store, store.sites(), name="Set", tool="auditor").benchmark
    benchmark.save(found, tmp_path / "set.json")
    schema = json.loads((folder("site_templates") / "data" / "benchmark.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads((tmp_path / "set.json").read_text(encoding="utf-8")))
    assert benchmark.load(tmp_path / "set.json") == found
    assert [(d.kind, d.sector, d.companies) for d in found.distributions][:2] == [("", "", 6), ("", "plumbing", 2)]
    before = (tmp_path / "set.json").read_bytes()
    benchmark.save(benchmark.build(store, reversed(store.sites()), name="Set", tool="auditor").benchmark, tmp_path / "set.json")
    assert (tmp_path / "set.json").read_bytes() == before


def test_a_store_without_a_number_makes_none(store: Store) -> None:
    with pytest.raises(NothingToAudit):
        made(store, audit("muet", value=None))


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"schema_version": 1}'])
def test_a_file_that_is_none_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(UsageProblem, match="no benchmark"):
        benchmark.load(tmp_path / "x.json")


def test_a_file_of_another_version_and_a_missing_one_are_told(store: Store, tmp_path: Path) -> None:
    found: Benchmark = replace(made(store, audit("a")).benchmark, schema_version=2)
    benchmark.save(found, tmp_path / "x.json")
    with pytest.raises(UsageProblem, match="format 2"):
        benchmark.load(tmp_path / "x.json")
    with pytest.raises(UsageProblem, match="cannot be read"):
        benchmark.load(tmp_path / "none.json")
