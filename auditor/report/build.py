"""A report, from its audit to its files.

In: an audit, a folder, the languages of the report. Out: the folder, whole or untouched, and the page to open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.knowledge import Knowledge
from auditor.models import Audit, Change, Decision, Lang, Past
from auditor.report import exports
from auditor.report.brand import PLAIN, Brand
from auditor.report.compare_csv import compare_csv, swap_csv
from auditor.report.folder import Fresh, replacing
from auditor.report.ledger_csv import contradictions_csv, promises_csv
from auditor.report.links import rule_file
from auditor.report.render import inline, render
from auditor.report.trend_files import change_json, changes_csv, history_jsonl
from auditor.report.views import lists, method
from auditor.report.views.annotated import annotated
from auditor.report.views.chooser import side
from auditor.report.views.compare import compare_view
from auditor.report.views.consistency import consistency_view
from auditor.report.views.crossings import way_views
from auditor.report.views.families import kinds
from auditor.report.views.findings import Cards, make, ranked
from auditor.report.views.frame import MENU, Files, Shape, files, frame, nav_name
from auditor.report.views.joined import Joined, join
from auditor.report.views.ledger import ledger_view
from auditor.report.views.lenses import lens_views
from auditor.report.views.overview import overview
from auditor.report.views.parity import pair_views
from auditor.report.views.rewritten import Rewritten, rewritten_file, rewritten_page
from auditor.report.views.summary import summary
from auditor.report.views.trend import trend_view
from auditor.report.word import rewrites_docx
from auditor.report.workbook import rewrites_xlsx
from auditor.words import say

STYLE = "css/site.css"
SHEET = "pages/sheet.html"
ToPdf = Callable[[Path, Path], bool]
Page = tuple[str, str, dict[str, Any]]  # file, template, views


def build(
    audit: Audit,
    folder: Path,
    *,
    languages: Sequence[Lang],
    knowledge: Knowledge,
    to_pdf: ToPdf | None = None,
    brand: Brand = PLAIN,
    decisions: Sequence[Decision] = (),
    change: Change | None = None,
    history: Sequence[Past] = (),
) -> Path:
    """Write the report of `audit` in place of `folder`; returns its index.html. UsageProblem when the folder is not ours. `change` is what
    a page of its own tells: since the last audit in `history`, or by a draft.

    `to_pdf` prints an HTML file into a PDF and says whether it could; without it there is no PDF.
    """
    wanted = tuple(dict.fromkeys(languages)) or audit.languages[:1] or ("en",)
    audit = replace(audit, comparison=None) if "compare" in brand.hide else audit  # hidden from the files for other tools too
    with replacing(folder) as fresh:
        fresh.write("site.css", f"{inline(STYLE)}\n")
        joined = [replace(join(audit, knowledge, lang, brand, decisions), change=change, history=tuple(history)) for lang in wanted]
        made = [make(one) for one in joined]
        shape = _with_sheets(fresh, joined, made, Shape(wanted, _menu(joined[0])), to_pdf)
        for one, cards in zip(joined, made, strict=True):
            _write_language(fresh, one, cards, shape)
        fresh.write_parts(files("", wanted[0], shape).audit, exports.audit_document(joined[0]))
        if len(wanted) > 1:
            fresh.write("index.html", render("pages/chooser.html", wanted[0], sides=[side(one, shape) for one in joined]))
    return folder / "index.html"


def _with_sheets(fresh: Fresh, joined: Sequence[Joined], made: Sequence[Cards], shape: Shape, to_pdf: ToPdf | None) -> Shape:
    """Write the one-file reports and the summaries to print; the shape, with the languages of those that were printed."""
    printed = set()
    for one, cards in zip(joined, made, strict=True):
        names = files("", one.lang, replace(shape, printed=frozenset(shape.languages)))
        fresh.write(names.sheet, render(SHEET, one.lang, sheet=summary(one, cards, is_printed=False)))
        paper = f"{_home(one, shape)}print.html"
        fresh.write(paper, render(SHEET, one.lang, sheet=summary(one, cards, is_printed=True)))
        if to_pdf and to_pdf(fresh.root / paper, fresh.root / names.pdf):
            printed.add(one.lang)
    return replace(shape, printed=frozenset(printed))


def _menu(joined: Joined) -> tuple[str, ...]:
    """The pages of the menu: none of rewrites, promises, contradictions or other readings where there is nothing to show."""
    is_there = {
        "rewrites": bool(joined.states) or any(f.advice.suggestions for f in joined.audit.findings),
        "promises": ledger_view(joined) is not None,
        "contradictions": consistency_view(joined) is not None,
        "lenses": bool(joined.audit.lenses),
        "compare": joined.audit.comparison is not None,
        "trend": joined.change is not None,
    }
    return tuple(name for name in MENU if is_there.get(name, True) and name not in joined.brand.hide)


def _home(joined: Joined, shape: Shape) -> str:
    """Folder of a language, "" with one language."""
    return f"{joined.lang}/" if len(shape.languages) > 1 else ""


def _write_language(fresh: Fresh, joined: Joined, made: Cards, shape: Shape) -> None:
    """The pages of one language, and its files for other tools."""
    home = _home(joined, shape)
    for file, template, views in _pages(joined, made, shape):
        fresh.write(home + file, render(template, joined.lang, **views))
    for name, content in _exports(joined, made, files("", joined.lang, shape), has_trend="trend" in shape.menu):
        fresh.write(name, content)


def _exports(joined: Joined, made: Cards, names: Files, *, has_trend: bool) -> Iterator[tuple[str, str | bytes]]:
    """Files for other tools; CSV as spreadsheets of the reader's country open it."""
    yield names.findings, exports.findings_csv(joined, made)
    yield names.rewrites, rewrites_xlsx(joined, made)
    if document := rewrites_docx(joined, made):
        yield names.word, document
    yield names.pages, exports.pages_csv(joined)
    yield names.summary, exports.summary_md(joined)
    if joined.audit.promises:
        yield names.promises, promises_csv(joined)
    if joined.audit.contradictions:
        yield names.contradictions, contradictions_csv(joined)
    if joined.audit.lenses:
        yield names.lenses, exports.lenses_csv(joined)
    if joined.audit.crossings:
        yield names.crossings, exports.crossings_csv(joined)
    if joined.audit.comparison:
        yield names.compare, compare_csv(joined, joined.audit.comparison)
        yield names.swap, swap_csv(joined, joined.audit.comparison)
    if joined.change and has_trend:
        yield from _change(joined, joined.change, names.changes)


def _change(joined: Joined, change: Change, name: str) -> Iterator[tuple[str, str]]:
    """The change for other tools, and the history unless a draft is held against the site: it never becomes part of it."""
    yield name, changes_csv(joined, change)
    yield "data/change.json", change_json(joined, change)
    if not change.drafts:
        yield "data/history.jsonl", history_jsonl(joined, (*joined.history, change.after))


def _pages(joined: Joined, made: Cards, shape: Shape) -> Iterator[Page]:
    """Every page of one language."""
    yield from _main_pages(joined, made, shape)
    if "lenses" in shape.menu:
        yield from _readings(joined, shape)
    for page in joined.pages:
        turned = rewritten_page(joined, page, made)
        view = annotated(joined, page, made, rewritten=rewritten_file(joined, page.key).rpartition("/")[2] if turned else "")
        above = [(say(joined.lang, "report.nav.pages"), "pages.html")]
        file = joined.page_file(page.key)
        yield file, "pages/page.html", {"frame": frame(joined, shape, file, view.title, above=above), "page": view}
        if turned:
            yield _rewritten(joined, shape, page.key, turned)
    for rule in lists.finding_rules(joined):
        type_view = lists.rule_view(joined, rule, made)
        above = [(say(joined.lang, "report.nav.rules"), "rules.html")]
        file = rule_file(rule.id)
        yield file, "pages/rule.html", {"frame": frame(joined, shape, file, type_view.title, above=above), "rule": type_view}


def _rewritten(joined: Joined, shape: Shape, key: str, view: Rewritten) -> Page:
    """The page as it would read, below the annotated one."""
    file, title = rewritten_file(joined, key), say(joined.lang, "states.page.name")
    above = [(say(joined.lang, "report.nav.pages"), "pages.html"), (joined.title(joined.page_of[key]), joined.page_file(key))]
    return file, "pages/rewritten.html", {"frame": frame(joined, shape, file, f"{title} – {view.title}", above=above), "page": view}


def _readings(joined: Joined, shape: Shape) -> Iterator[Page]:
    """A page for each lens, for pages in two languages and for the parts of the site, where there are any."""
    above = [(say(joined.lang, "report.nav.lenses"), "lenses.html")]
    for lens in lens_views(joined):
        yield lens.file, "pages/lens.html", {"frame": frame(joined, shape, lens.file, lens.name, above=above), "lens": lens}
    for name, key, found in (("parity", "pairs", pair_views(joined)), ("crossings", "ways", way_views(joined))):
        if found:
            title = say(joined.lang, f"lenses.{name}.title")
            yield f"{name}.html", f"pages/{name}.html", {"frame": frame(joined, shape, f"{name}.html", title, above=above), key: found}


def _main_pages(joined: Joined, made: Cards, shape: Shape) -> Iterator[Page]:
    found = ranked(joined, made.values())
    rewritten = lists.rewritten(found)
    views: dict[str, dict[str, Any]] = {
        "index": {"view": overview(joined, found)},
        "fix-first": {"cards": found[: lists.CARDS], "total": len(found), "letters": kinds(joined.lang)},
        "pages": {"rows": lists.table(joined)},
        "rules": {"groups": lists.rule_groups(joined)},
        "rewrites": {
            "cards": rewritten[: lists.CARDS],
            "total": len(rewritten),
            "letters": kinds(joined.lang),
            "work": lists.work(joined, found),
        },
        "promises": {"ledger": ledger_view(joined)},
        "contradictions": {"consistency": consistency_view(joined)},
        "compare": {"compare": compare_view(joined)},
        "lenses": {"lenses": lens_views(joined), "pairs": pair_views(joined), "ways": way_views(joined)},
        "trend": {"trend": trend_view(joined)},
        "search": {"index": lists.search_index(joined), "letters": kinds(joined.lang, good=True)},
        "method": {"method": method.method(joined)},
    }
    for name in shape.menu:
        file = f"{name}.html"
        title = nav_name(joined, name)
        yield file, f"pages/{file}", {"frame": frame(joined, shape, file, title), **views[name]}
