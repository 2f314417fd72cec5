"""The sentences that changed, and the findings that went and came with them.

In: a joined audit and its change. Out: `EditView`s with the changed words marked, `TurnedView`s by type of finding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from auditor.models import Change, Edit, Labels
from auditor.report.figures import gain, number
from auditor.report.links import rule_file
from auditor.report.views.families import Kind, kind, letter_of
from auditor.report.views.joined import Joined
from auditor.report.views.marking import Change as Run
from auditor.report.views.marking import compare
from auditor.words import say

SHOWN = 40  # changes on the page, the weightiest first
FELT = 0.05  # points under which a change is not seen in the score
TYPES = 12  # types of finding in the table


@dataclass(frozen=True, slots=True)
class EditView:
    """A sentence that is not as it was."""

    how: str
    lang: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]
    missing: str  # what to say on the side that is empty
    page: str
    page_lang: str
    href: str  # "" where the sentence is gone
    points: str
    interval: str
    read_as: str  # how it was judged before and is now, where that changed


@dataclass(frozen=True, slots=True)
class TurnedView:
    """A type of finding that went or came."""

    title: str
    kind: Kind
    file: str  # "" where the report has no page of it
    fixed: str
    arisen: str


def edit_views(joined: Joined, change: Change) -> tuple[tuple[EditView, ...], str]:
    """The changes that move the score, or the first where none is counted; and how many more are in the file."""
    is_counted = any(edit.share for edit in change.edits)
    felt = [edit for edit in change.edits if not is_counted or (edit.share and abs(edit.share.points) >= FELT)]
    shown = felt[:SHOWN]
    left = len(change.edits) - len(shown)
    more = say(joined.lang, "trend.edits.more", count=left, n=number(left, joined.lang)) if left else ""
    return tuple(_edit(joined, edit) for edit in shown), more


def of_note(count: int, name: str, lang: str) -> str:
    """`12 findings fixed`."""
    return say(lang, f"trend.findings.{name}", count=count, n=number(count, lang))


def turned_views(joined: Joined, change: Change) -> tuple[TurnedView, ...]:
    """The types of finding that went or came, those that moved most first."""
    fixed, arisen = Counter(one.rule for one in change.fixed), Counter(one.rule for one in change.arisen)
    order = sorted({*fixed, *arisen}, key=lambda rule: (-max(fixed[rule], arisen[rule]), rule))
    return tuple(_turned(joined, rule, fixed[rule], arisen[rule]) for rule in order if rule in joined.knowledge.rules)[:TYPES]


def _turned(joined: Joined, id: str, fixed: int, arisen: int) -> TurnedView:
    rule, lang = joined.knowledge.rules[id], joined.lang
    shown = kind(letter_of(rule.id, rule.family), lang)
    file = rule_file(id) if id in joined.findings_of_rule else ""
    return TurnedView(rule.section(lang).title, shown, file, number(fixed, lang), number(arisen, lang))


def _edit(joined: Joined, edit: Edit) -> EditView:
    lang, share = joined.lang, edit.share
    sides = (edit.text_before, edit.text_after)
    before, after = compare(*sides) if all(sides) else (_whole(sides[0]), _whole(sides[1]))
    key = edit.page_after if edit.after else edit.page_before
    page = joined.page_of.get(key)
    interval = say(lang, "trend.range", low=gain(share.low, lang), high=gain(share.high, lang)) if share else ""
    return EditView(
        how=say(lang, f"trend.how.{_how(edit)}", page=_elsewhere(joined, edit)),
        lang=edit.lang,
        before=before,
        after=after,
        missing="" if edit.before and edit.after else say(lang, f"trend.missing.{edit.how}"),
        page=joined.title(page) if page else f"/{key}",
        page_lang=page.lang if page else edit.lang,
        href=f"{joined.page_file(page.key)}#s-{edit.after}" if page and edit.after in joined.sentence_of else "",
        points=gain(share.points, lang) if share else "",
        interval=interval if share and gain(share.low, lang) != gain(share.high, lang) else "",
        read_as=_read_as(edit.was, edit.now, lang),
    )


def _how(edit: Edit) -> str:
    is_across = edit.how == "moved" and edit.page_before != edit.page_after
    return "moved-page" if is_across else edit.how


def _elsewhere(joined: Joined, edit: Edit) -> str:
    """The page that a sentence came from."""
    page = joined.page_of.get(edit.page_before)
    return joined.title(page) if page else f"/{edit.page_before}"


def _whole(text: str) -> tuple[Run, ...]:
    return (Run(text, True),) if text else ()


def _read_as(was: Labels | None, now: Labels | None, lang: str) -> str:
    if was is None or now is None or was.focus == now.focus:
        return ""
    return say(lang, "trend.read-as", was=say(lang, f"trend.focus.{was.focus}"), now=say(lang, f"trend.focus.{now.focus}"))
