"""A report, from its audit to its files.

In: an audit, a folder, the languages of the report. Out: the folder, whole or untouched, and the page to open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from auditor.garbage import undisturbed
from auditor.knowledge import Knowledge
from auditor.models import Audit, Change, Decision, Lang, Past
from auditor.report import exports
from auditor.report.brand import PLAIN, Brand
from auditor.report.compare_csv import compare_csv, swap_csv
from auditor.report.folder import Fresh, replacing
from auditor.report.jobs import Job, perform
from auditor.report.ledger_csv import contradictions_csv, promises_csv
from auditor.report.pages import Made, main_pages, prepared, readings, rules
from auditor.report.render import environment, inline, render
from auditor.report.taking import FORGETFUL, Memory, Notes, Written, noted, record_of
from auditor.report.trend_files import change_json, changes_csv, history_jsonl
from auditor.report.views.cards import Cards
from auditor.report.views.chooser import side
from auditor.report.views.consistency import consistency_view
from auditor.report.views.frame import MENU, Files, Shape, files
from auditor.report.views.joined import Joined, join
from auditor.report.views.ledger import ledger_view
from auditor.report.views.summary import summary
from auditor.report.word import rewrites_docx
from auditor.report.workbook import rewrites_xlsx
from auditor.report.writing import Audited, home, write_audit, write_pages

STYLE = "css/site.css"
PAGES = "pages/"
SHEET = f"{PAGES}sheet.html"
ToPdf = Callable[[Path, Path], bool]
Export = tuple[str, Callable[[], str | bytes | None]]  # file, what makes it: None where that is not installed
LARGE = 150  # pages from which a second process is worth its making
BATCH = 12  # pages a job


def get_ready(languages: Iterable[Lang]) -> None:
    """Compile the templates that a report is made with: what is at hand anyway once the first page is written."""
    for lang in languages:
        templates = environment(lang)
        for name in templates.list_templates(filter_func=lambda name: name.startswith(PAGES)):
            templates.get_template(name)


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
    memory: Memory = FORGETFUL,
) -> Path:
    """Write the report of `audit` in place of `folder`; returns its index.html. UsageProblem when the folder is not ours. `change` is what
    a page of its own tells: since the last audit in `history`, or by a draft.

    `to_pdf` prints an HTML file into a PDF and says whether it could; without it there is no PDF. With a `memory` of the report in `folder`
    pages that would be the same are taken over from it, not made again.
    """
    wanted = tuple(dict.fromkeys(languages)) or audit.languages[:1] or ("en",)
    audit = replace(audit, comparison=None) if "compare" in brand.hide else audit  # hidden from the files for other tools too
    with replacing(folder) as fresh, undisturbed():
        joined = [replace(join(audit, knowledge, lang, brand, decisions), change=change, history=tuple(history)) for lang in wanted]
        notes = _write(fresh, joined, Shape(wanted, _menu(joined[0])), memory, to_pdf)
        del joined  # else what is about to be let go of would be searched for garbage first
    memory.keep(notes)
    return folder / "index.html"


def _write(fresh: Fresh, joined: Sequence[Joined], shape: Shape, memory: Memory, to_pdf: ToPdf | None) -> Notes:
    """Write all files of a report, and say what to remember of them."""
    fresh.write("site.css", f"{inline(STYLE)}\n")
    made = [prepared(one, Cards(one)) for one in joined]  # here: a second process that made cards too would make them all once more
    pages, audit = joined[0].audit.pages, files("", shape.languages[0], shape).audit
    records = {page.key: record_of(page) for page in pages} if memory.made_of else {}
    longest = partial(write_audit, fresh, audit, joined[0], memory, records)
    jobs: list[Job[Written]] = [longest, *(job for one in made for job in _jobs(fresh, one, shape, memory, records))]
    written = perform(partial(_write_whole, fresh, made, shape, to_pdf), jobs, is_large=len(pages) >= LARGE)
    return noted(fresh, audit, written) if memory.made_of else memory.last


def _write_whole(fresh: Fresh, made: Sequence[Made], shape: Shape, to_pdf: ToPdf | None) -> None:
    """What is about the whole site: sheets, the pages of the menu and of the types of findings. A browser takes seconds to print: the pages
    are written meanwhile as if it will have done so, and those of the menu again where it could not.
    """
    papers = {one.joined.lang: _write_sheets(fresh, one, shape) for one in made}
    with ThreadPoolExecutor(1) as beside:
        printing = {lang: beside.submit(to_pdf, *paper) for lang, paper in papers.items()} if to_pdf else {}
        _write_menu(fresh, made, hoped := replace(shape, printed=frozenset(printing)))
        for one in made:
            write_pages(fresh, one.joined, hoped, partial(rules, one, hoped))
        printed = frozenset(lang for lang, paper in printing.items() if paper.result())
    if printed != hoped.printed:
        _write_menu(fresh, made, replace(shape, printed=printed))


def _write_menu(fresh: Fresh, made: Sequence[Made], shape: Shape) -> None:
    """The pages of the menu, and the one that leads to the languages."""
    for one in made:
        write_pages(fresh, one.joined, shape, partial(main_pages, one, shape))
    if len(made) > 1:
        sides = [side(one.joined, shape) for one in made]
        fresh.write("index.html", render("pages/chooser.html", shape.languages[0], sides=sides))


def _write_sheets(fresh: Fresh, made: Made, shape: Shape) -> tuple[Path, Path]:
    """Write the one-file report and the summary to print; where that is, and where it goes on paper."""
    lang = made.joined.lang
    names = files("", lang, replace(shape, printed=frozenset(shape.languages)))
    sheet, paper = (summary(made.joined, made.found, made.overview, made.rows, is_printed=printing) for printing in (False, True))
    file = f"{home(made.joined, shape)}print.html"
    fresh.write(names.sheet, render(SHEET, lang, sheet=sheet))
    fresh.write(file, render(SHEET, lang, sheet=paper))
    return fresh.root / file, fresh.root / names.pdf


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


def _jobs(fresh: Fresh, made: Made, shape: Shape, memory: Memory, records: Mapping[str, str]) -> Iterator[Job[Written]]:
    """What is to be written in a language and needs no other page: files for other tools, the other readings, and the site's pages by the
    dozen.
    """
    joined = made.joined
    for name, export in _exports(made, files("", joined.lang, shape), has_trend="trend" in shape.menu):
        yield partial(_write_export, fresh, name, export)
    if "lenses" in shape.menu:
        yield partial(write_pages, fresh, joined, shape, partial(readings, joined, shape))
    if joined.pages:
        every = Audited.of(fresh, joined, made.cards, shape, memory, records)
        for start in range(0, len(joined.pages), BATCH):
            yield partial(every.write, joined.pages[start : start + BATCH])


def _write_export(fresh: Fresh, name: str, made: Callable[[], str | bytes | None]) -> Written:
    """A file for other tools, where there is what makes it."""
    content = made()
    if content is not None:
        fresh.write(name, content)
    return Written()


def _exports(made: Made, names: Files, *, has_trend: bool) -> Iterator[Export]:
    """Files for other tools; CSV as spreadsheets of the reader's country open it."""
    joined, audit, change = made.joined, made.joined.audit, made.joined.change
    yield names.word, partial(rewrites_docx, joined, made.ranked)
    yield names.rewrites, partial(rewrites_xlsx, joined, made.ranked)
    yield names.findings, partial(exports.findings_csv, joined, made.cards)
    yield names.pages, partial(exports.pages_csv, joined)
    yield names.summary, partial(exports.summary_md, joined, made.found, made.overview.fixes_total)
    if audit.promises:
        yield names.promises, partial(promises_csv, joined)
    if audit.contradictions:
        yield names.contradictions, partial(contradictions_csv, joined)
    if audit.lenses:
        yield names.lenses, partial(exports.lenses_csv, joined)
    if audit.crossings:
        yield names.crossings, partial(exports.crossings_csv, joined)
    if audit.comparison:
        yield names.compare, partial(compare_csv, joined, audit.comparison)
        yield names.swap, partial(swap_csv, joined, audit.comparison)
    if change and has_trend:
        yield from _change(joined, change, names.changes)


def _change(joined: Joined, change: Change, name: str) -> Iterator[Export]:
    """The change for other tools, and the history unless a draft is held against the site: it never becomes part of it."""
    yield name, partial(changes_csv, joined, change)
    yield "data/change.json", partial(change_json, joined, change)
    if not change.drafts:
        yield "data/history.jsonl", partial(history_jsonl, joined, (*joined.history, change.after))
