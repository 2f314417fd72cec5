"""What changed between two audits of a site, and what each change did to the index.

In: two audits. Out: `Change`. Each change is made first (alone, on the old text) and last (on all the others); its share is the mean of
the two, which is the Shapley value where changes act in pairs, and what is left over from changes that act in threes or more is shared out
by how much their order matters. The shares and what the rules did add up to the difference. The interval of a share holds both of its ends:
undoing a change on the site as it is now costs what it did when made last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

import numpy as np

from auditor.garbage import undisturbed
from auditor.judge.change_laid import SAME, OverlaidPage, Overlay, Unit
from auditor.judge.change_match import Pair
from auditor.judge.change_slots import overlay
from auditor.judge.change_states import Between, Relabel
from auditor.judge.known import known
from auditor.judge.terms import Sums
from auditor.knowledge import Knowledge
from auditor.models import Audit, AuditedPage, Change, Draft, Edit, Finding, Noted, PageChange, Part, Past, Severity, Share
from auditor.models.changes import PageHow, PartId

HEAD = ("title", "description")
PARTS: tuple[PartId, ...] = get_args(PartId)
PLACES = 6  # decimals of a share: five thousand of them still add up


def past_of(audit: Audit) -> Past:
    """The audit in one line of the history."""
    counts = Counter(finding.severity for finding in audit.findings)
    return Past(
        date=audit.date, tool=audit.tool, rules_digest=audit.rules_digest, reference=audit.reference, index=audit.index,
        axes=tuple((axis.id, axis.score) for axis in audit.axes),
        findings=tuple((severity, counts[severity]) for severity in reversed(get_args(Severity))),
        sentences=sum(s.segment.kind not in HEAD for page in audit.pages if page.weight > 0 for s in page.segments),
        promises=len(audit.promises), proved=sum(promise.where != "none" for promise in audit.promises),
        pages=len(audit.pages), in_scope=sum(page.weight > 0 for page in audit.pages), archive=audit.archive,
    )  # fmt: skip


def is_same_reading(before: Audit, after: Audit) -> bool:
    """Whether two audits are one point in time: the same sentences, read on the same day and judged by the same rules."""
    return (before.date, before.rules_digest, _sentences(before)) == (after.date, after.rules_digest, _sentences(after))


def _sentences(audit: Audit) -> list[tuple[str, tuple[str, ...]]]:
    return [(page.key, tuple(s.segment.id for s in page.segments)) for page in audit.pages]


@undisturbed()
def compare_audits(
    before: Audit,
    after: Audit,
    knowledge: Knowledge,
    *,
    reread: Audit | None = None,
    drafts: Sequence[Draft] = (),
    relabel: Relabel | None = None,
) -> Change:
    """What changed from one audit to the next; `reread` is the old text judged by the rules of the new audit, where they are others, and
    `relabel` judges a sentence again beside others: without it what a change does to its neighbours is taken from the two audits.

    Without an index on both sides, or by other rules than `knowledge`, no share can be counted: then the change has no parts.
    """
    then, rules = reread or before, known(knowledge.index, knowledge.rules)
    laid = overlay(then, after, knowledge, rules, can_relabel=relabel is not None)
    difference = None if before.index.value is None or after.index.value is None else after.index.value - before.index.value
    is_counted = difference is not None and then.rules_digest == after.rules_digest == knowledge.digest
    shares = _shares(Between(laid, knowledge, rules, after.date, relabel)) if is_counted else None
    edits, pages = _edits(laid, shares), _pages(laid, shares)
    kept = sum(one.how == "kept" for pairs in laid.pairs for one in pairs)
    fixed, arisen = _turned(then, after, laid)
    parts = _parts(laid, shares, difference, _other(before, after)) if shares is not None and difference is not None else ()
    points = None if difference is None else round(difference, PLACES)
    return Change(past_of(before), past_of(after), points, parts, edits, kept, pages, fixed, arisen, tuple(drafts))


def _shares(between: Between) -> list[Share] | None:
    """The share of each unit; None where the text before or after has no index."""
    (start, end), alone, without = between.indices()
    if np.isnan(start) or np.isnan(end):
        return None
    first, last = alone - start, end - without
    first, last = np.where(np.isnan(first), last, first), np.where(np.isnan(last), first, last)
    first, last = np.nan_to_num(first), np.nan_to_num(last)
    points = fair(first, last, float(end - start))
    low, high = np.minimum(np.minimum(first, last), points), np.maximum(np.maximum(first, last), points)
    rows = zip(points.tolist(), low.tolist(), high.tolist(), strict=True)
    return [Share(*(round(number, PLACES) + 0.0 for number in row)) for row in rows]


def fair(first: Sums, last: Sums, total: float) -> Sums:
    """Shares of a total: the mean of what each change does first and last, the rest by how far the two lie apart, else to all alike."""
    shares, spread = (first + last) / 2, np.abs(last - first)
    left = total - float(shares.sum())
    if not len(shares):
        return np.asarray(shares)
    part = spread / spread.sum() if spread.sum() > 0 else np.full(len(shares), 1 / len(shares))
    return np.asarray(shares + left * part)


def _parts(laid: Overlay, shares: Sequence[Share], difference: float, other: PartId) -> tuple[Part, ...]:
    """The shares by kind of change; what the words did not do goes to `other`: other rivals, or other rules."""
    points, counts = dict.fromkeys(PARTS, 0.0), Counter[PartId]()
    for unit, share in zip(laid.units, shares, strict=True):
        name: PartId = "pages" if unit.how == "page" else "context" if unit.how == "kept" else unit.how
        points[name] += share.points
        counts[name] += 1
    points[other] = difference - sum(points.values())
    return tuple(Part(name, round(points[name], PLACES) + 0.0, counts[name]) for name in PARTS)


def _other(before: Audit, after: Audit) -> PartId:
    """What else changed than words: by the same rules, a site beside other rivals is held against other claims."""
    return "rivals" if before.rules_digest == after.rules_digest and _rivals(before) != _rivals(after) else "rules"


def _rivals(audit: Audit) -> set[str]:
    return {rival.slug for rival in audit.comparison.rivals} if audit.comparison else set()


def _edits(laid: Overlay, shares: Sequence[Share] | None) -> tuple[Edit, ...]:
    """Every sentence that is not as it was, by what it did; then in the order of pages."""
    found = [_edit(unit, shares[n] if shares is not None else None) for n, unit in enumerate(laid.units) if unit.pair is not None]
    units = {id(side) for unit in laid.units if unit.pair for side in (unit.pair.before, unit.pair.after) if side}
    for pairs in laid.pairs:  # those of pages that came or went: the page has their share
        for one in pairs:
            if one.how != "kept" and not units & {id(side) for side in (one.before, one.after) if side}:
                found.append(_edit(Unit(one.how, (), one), None))
    return tuple(sorted(found, key=lambda edit: -abs(edit.share.points) if edit.share else 0.0))


def _edit(unit: Unit, share: Share | None) -> Edit:
    pair = unit.pair or Pair("kept", None, None)
    was, now = pair.before, pair.after
    side = now or was
    assert side is not None  # a pair has one side at least
    assert unit.how != "page"
    return Edit(
        how=unit.how, lang=side.segment.lang, before=was.segment.id if was else "", after=now.segment.id if now else "",
        text_before=was.segment.text if was else "", text_after=now.segment.text if now else "",
        page_before=was.segment.page if was else "", page_after=now.segment.page if now else "",
        was=was.labels if was else None, now=now.labels if now else None, share=share,
    )  # fmt: skip


def _pages(laid: Overlay, shares: Sequence[Share] | None) -> tuple[PageChange, ...]:
    """Every page that came, went, was renamed, or is judged in another place."""
    return tuple(change for page in laid.pages for change in _page_changes(page, shares))


def _page_changes(page: OverlaidPage, shares: Sequence[Share] | None) -> Iterable[PageChange]:
    before, after = page.pair.before, page.pair.after
    side = after or before
    assert side is not None  # a pair has one side at least
    how = _page_how(page, before, after)
    if how:
        yield PageChange(
            how, side.key, side.url, side.title, side.lang, before.kind if before else "", after.kind if after else "",
            before.key if before else "", shares[page.unit] if shares is not None and page.unit != SAME else None,
        )  # fmt: skip


def _page_how(page: OverlaidPage, before: AuditedPage | None, after: AuditedPage | None) -> PageHow | None:
    if before is None or after is None:
        return "added" if before is None else "lost"
    if page.unit != SAME:
        return "entered" if before.weight <= 0 < after.weight else "left" if after.weight <= 0 < before.weight else "kind"
    return "renamed" if before.key != after.key else None


def _turned(before: Audit, after: Audit, laid: Overlay) -> tuple[tuple[Noted, ...], tuple[Noted, ...]]:
    """The findings that only the old, and only the new audit has; one that was muted is still there."""
    turning = (pairs for page, pairs in zip(laid.pages, laid.pairs, strict=True) if page.pair.before is not page.pair.after)
    names = {one.before.segment.id: one.after.segment.id for pairs in turning for one in pairs if one.before and one.after}
    old = {(names.get(f.segment, f.segment), f.rule) for f in _all_findings(before)}
    new = {(f.segment, f.rule) for f in _all_findings(after)}
    return (
        _noted(before, {(f.segment, f.rule) for f in before.findings if (names.get(f.segment, f.segment), f.rule) not in new}),
        _noted(after, {(f.segment, f.rule) for f in after.findings if (f.segment, f.rule) not in old}),
    )


def _all_findings(audit: Audit) -> list[Finding]:
    return [*audit.findings, *(muted.finding for muted in audit.muted)]


def _noted(audit: Audit, wanted: set[tuple[str, str]]) -> tuple[Noted, ...]:
    """These findings in the order of the audit, with the words of their sentences."""
    asked = {id for id, _ in wanted}
    sentences = {s.segment.id: s.segment for page in audit.pages for s in page.segments if s.segment.id in asked}
    return tuple(
        Noted(f.rule, f.severity, f.segment, f.page, sentences[f.segment].text, sentences[f.segment].lang)
        for f in audit.findings
        if (f.segment, f.rule) in wanted
    )
