"""A whole report: nothing leads nowhere, nothing leaves it, nothing runs that is not ours, and nothing changes between two builds."""

import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from auditor.errors import UsageProblem
from auditor.report import build

from . import samples
from .sites import Seen, files, pages

NAMES = tuple(samples.AUDITS)
KB = 1000


@pytest.mark.parametrize("name", NAMES)
def test_every_link_is_relative_and_leads_to_a_file_and_an_anchor_of_the_report(reports: dict[str, Path], name: str):
    seen = {page.path.resolve(): page for page in pages(reports[name])}
    for page in seen.values():
        for file, fragment in page.targets():
            assert file.is_file(), (page.path.name, file)
            assert file.is_relative_to(reports[name].resolve())
            assert not fragment or fragment in seen[file].ids, (page.path.name, fragment)


@pytest.mark.parametrize("name", NAMES)
def test_no_address_leads_off_the_report_but_links_to_the_audited_pages(reports: dict[str, Path], name: str):
    for page in pages(reports[name]):
        for href, attrs in page.links():
            assert href == "" or not re.match(r"(?i)[a-z][a-z0-9+.-]*:|//|/", href) or href.startswith("data:image/svg+xml,"), (href, attrs)
        live = [attrs for _, attrs in page.elements if "live" in (attrs.get("class") or "")]
        assert all(re.match(r"https?://", a["href"] or "") and a["rel"] == "noopener noreferrer" for a in live)


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_on_their_page(reports: dict[str, Path], name: str):
    for page in pages(reports[name]):
        assert len(page.ids) == len(set(page.ids)), page.path.name


@pytest.mark.parametrize("name", NAMES)
def test_only_our_own_styles_and_scripts_may_run(reports: dict[str, Path], name: str):
    for page in pages(reports[name]):
        policy = page.policy()
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert page.inline_hashes() == set(re.findall(r"'sha256-[^']+'", policy)), page.path.name
        assert not page.values("style")
        assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]


@pytest.mark.parametrize("name", NAMES)
def test_there_is_no_script_file_and_pages_stay_out_of_search_engines(reports: dict[str, Path], name: str):
    suffixes = {path.suffix for path in reports[name].rglob("*") if path.is_file()}
    assert suffixes - {".docx"} == {".html", ".css", ".csv", ".json", ".md", ".xlsx"}  # .docx: where what writes it is installed
    for page in pages(reports[name]):
        metas = {attrs.get("name"): attrs.get("content") for tag, attrs in page.elements if tag == "meta"}
        assert "noindex" in (metas["robots"] or "")
        assert metas["referrer"] == "no-referrer"


def test_hostile_text_stays_text(reports: dict[str, Path]):
    for page in pages(reports["hostile"]):
        tags = [tag for tag, _ in page.elements]
        assert not {"img", "iframe", "object", "form"} & set(tags) or page.path.name == "search.html"
        assert "javascript:" not in " ".join(page.values("href")).lower()
        assert tags.count("script") <= 3


def test_file_names_hold_on_any_disk(reports: dict[str, Path]):
    names = [name for name in files(reports["hostile"]) if "/p/" in name]
    assert all(re.fullmatch(r"(fr|en)/p/[a-z0-9-]{8,75}\.html", name) for name in names), names
    assert len(names) == len({name.lower() for name in names}) == 14


@pytest.mark.parametrize("name", ["fr", "both"])
def test_the_same_audit_gives_the_same_bytes(reports: dict[str, Path], name: str, tmp_path: Path):
    audit, languages = samples.AUDITS[name]
    again = build(audit, tmp_path / "again", languages=languages, knowledge=samples.KNOWLEDGE).parent
    assert files(again) == files(reports[name])


def test_a_rebuild_with_one_sentence_changed_writes_only_what_shows_it(tmp_path: Path):
    """Pages, their CSV and the style sheet stay the files that they were; the page of the sentence is another."""
    audit = samples.audit("fr")
    build(audit, tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE)
    before = {path.relative_to(tmp_path): path.stat() for path in tmp_path.rglob("*.*") if path.is_file()}
    page = next(page for page in audit.pages if page.key == "contact")
    first, *others = page.segments
    told = replace(first, segment=replace(first.segment, text="Un autre mot d’accueil."))
    pages = tuple(replace(page, segments=(told, *others)) if one is page else one for one in audit.pages)
    build(replace(audit, pages=pages), tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE)
    after = {path.relative_to(tmp_path): path.stat() for path in tmp_path.rglob("*.*") if path.is_file()}
    kept = {path for path in after if (before[path].st_ino, before[path].st_mtime_ns) == (after[path].st_ino, after[path].st_mtime_ns)}
    written = {path.as_posix() for path in after.keys() - kept}
    assert after.keys() == before.keys()
    assert [name for name in written if "/p/" in name] == [name for name in written if "/p/contact-" in name] != []
    assert {"r/search.html", "r/data/audit.json"} <= written
    assert len(kept) > len(written)


def test_two_processes_write_the_same_bytes_as_one(reports: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(import_module("auditor.report.build"), "LARGE", 1)  # the package gives the name to the function
    audit, languages = samples.AUDITS["both"]
    again = build(audit, tmp_path / "again", languages=languages, knowledge=samples.KNOWLEDGE).parent
    assert files(again) == files(reports["both"])


def test_with_one_language_pages_are_at_the_root(reports: dict[str, Path]):
    assert (reports["fr"] / "index.html").read_text(encoding="utf-8").count('lang="fr"')
    assert not (reports["fr"] / "fr").exists()


def test_with_two_languages_both_have_the_same_pages_and_the_root_leads_to_them(reports: dict[str, Path]):
    names = set(files(reports["both"]))
    assert {n.removeprefix("fr/") for n in names if n.startswith("fr/")} == {n.removeprefix("en/") for n in names if n.startswith("en/")}
    root = Seen(reports["both"] / "index.html")
    assert {"fr/index.html", "en/index.html", "fr/fix-first.html", "en/pages.html"} <= set(root.values("href"))


def test_the_language_switch_keeps_the_page(reports: dict[str, Path]):
    page = next((reports["both"] / "fr" / "p").glob("contact-*.html"))
    assert f"../../en/p/{page.name}" in Seen(page).values("href")


def test_quoted_text_names_its_own_language(reports: dict[str, Path]):
    """The audited site is French; its sentences stay French on an English page."""
    page = Seen(next((reports["both"] / "en" / "p").glob("home-*.html")))
    quoting = [attrs for tag, attrs in page.elements if tag == "blockquote" or attrs.get("class") in ("sheet", "engines", "side")]
    assert {attrs.get("class") for attrs in quoting} == {"sheet", "engines", "side"}
    assert {attrs["lang"] for _, attrs in page.elements if attrs.get("class") == "beside"} == {"en"}  # what we say beside them is not
    assert {attrs["lang"] for attrs in quoting} == {"fr"}


def test_a_sentence_in_another_language_than_its_page_says_so(tmp_path: Path):
    mixed = samples.page("x", "fr", samples.TEXTS["fr"]["contact"])
    english = mixed.segments[0].segment
    foreign = replace(mixed, segments=(replace(mixed.segments[0], segment=replace(english, lang="en")), *mixed.segments[1:]))
    folder = build(samples.audit("fr", extra=(foreign,)), tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE).parent
    shown = Seen(next((folder / "p").glob("x-*.html")))
    languages = [attrs.get("lang") for _, attrs in shown.elements if (attrs.get("id") or "").startswith("s-")]
    assert (languages[0], set(languages[1:])) == ("en", {None})


def test_heading_levels_never_skip_one(reports: dict[str, Path]):
    for page in pages(reports["hostile"]) + pages(reports["fr"]):
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False)), (page.path, levels)


def test_pages_stay_light(reports: dict[str, Path]):
    sizes = {name: len(body) for name, body in files(reports["fr"]).items()}
    assert sizes["site.css"] <= 25 * KB
    assert sizes["index.html"] <= 200 * KB
    assert all(size <= 150 * KB for name, size in sizes.items() if name.startswith("p/"))


def test_a_long_page_full_of_findings_stays_light(tmp_path: Path):
    """250 sentences, 130 findings in a hundred of them: more than the longest page that we have met."""
    lines: list[samples.Line] = []
    for n in range(250):
        text = f"Nous sommes la référence de la menuiserie à Brévent, pour le lot numéro {n} comme pour le suivant."
        met = (("self-opening", "Nous"), ("superlative", "la référence"))[: 2 if n < 30 else 1 if n < 100 else 0]
        lines.append(("paragraph", text, 0, "self" if met else "neutral", met))
    page = samples.page("long", "fr", tuple(lines))
    for_each_language = build(
        samples.audit("fr", extra=(page,)), tmp_path / "r", languages=("fr", "en"), knowledge=samples.KNOWLEDGE
    ).parent
    sizes = [path.stat().st_size for path in for_each_language.glob("*/p/long-*.html")]
    assert len(sizes) == 2
    assert max(sizes) <= 150 * KB


def test_scripts_stay_small(reports: dict[str, Path]):
    """REPORT's budget: 15 kB on a page of a list, 2 kB beside a page's own text, data apart."""
    for page in pages(reports["both"]):
        code = sum(len(text.encode()) for text in re.findall(r"<script>(.*?)</script>", page.text, re.S))
        assert code <= (2 if page.path.parent.name == "p" else 15) * KB, page.path.name


def test_no_sentence_is_left_unfilled(reports: dict[str, Path]):
    """A brace in a page is a field that nobody filled in; only search and filters fill theirs in the browser."""
    for page in pages(reports["fr"]) + pages(reports["both"]):
        text = re.sub(r"<(style|script).*?</\1>|data-\w+=\"[^\"]*\"", "", page.text, flags=re.S)
        assert not re.search(r"[{}]", text), page.path.name


def test_a_finding_of_a_rule_that_is_gone_is_still_shown(tmp_path: Path):
    audit = samples.audit("fr")
    fewer = replace(samples.KNOWLEDGE, rules={k: r for k, r in samples.KNOWLEDGE.rules.items() if k != "superlative"})
    folder = build(audit, tmp_path / "r", languages=("fr",), knowledge=fewer).parent
    for page in pages(folder):
        assert all(file.is_file() for file, _ in page.targets()), page.path.name


def test_a_folder_of_someone_elses_files_is_never_replaced(tmp_path: Path):
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(UsageProblem) as caught:
        build(samples.audit(), tmp_path, languages=("fr",), knowledge=samples.KNOWLEDGE)
    assert caught.value.key == "report.not-a-report"
    assert (tmp_path / "thesis.docx").exists()
