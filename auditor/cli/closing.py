"""The last words of an audit: the score or its state, the weakest page, where the report is, what to do next.

In: an `Outcome`. Out: a few lines on stderr, or a mapping for --json.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditor.cli.terminal import Session, clean, say
from auditor.models import Comparison, Ending, Score, Unread, Weakest
from auditor.words import has
from auditor.words import say as words

if TYPE_CHECKING:
    from auditor.pipeline import Outcome

TITLE_LENGTH = 60  # characters of a page's title in a line of the terminal


def tell(session: Session, outcome: Outcome) -> None:
    """Say how the audit ended."""
    audit = outcome.ending
    say(session, "cli.end.site", site=audit.site.company.name or audit.site.slug)
    say(session, "cli.end.score", score=score_in_words(audit.index, session.lang))
    if since := _since(audit):
        say(session, "cli.end.since", date=since["date"], points=_gain(since["points"], session.lang))
    if outcome.change and outcome.change.points is not None:
        say(session, "cli.end.draft", points=_gain(outcome.change.points, session.lang))
    if audit.weakest and audit.weakest.index.value is not None:
        say(session, "cli.end.worst", page=page_in_words(audit.weakest, session.lang), value=f"{audit.weakest.index.value:.0f}")
    say(session, "cli.end.findings", count=audit.findings)
    if audit.not_read:
        say(session, "cli.end.not-read", count=len(audit.not_read))
    if audit.comparison:
        _tell_rivals(session, audit.comparison)
    say(session, "cli.end.open", address=outcome.index_html.resolve().as_uri())
    say(session, "cli.end.next", folder=outcome.index_html.parent)


def _tell_rivals(session: Session, found: Comparison) -> None:
    """Say how the site stands beside its rivals, and which of them were not compared."""
    for rival in found.rivals:
        say(session, "cli.end.rival", name=rival.name, score=score_in_words(rival.index, session.lang))
    if found.swaps:
        say(session, "cli.end.compared", count=len(found.printable), total=len(found.swaps))
    for one in found.unread:
        say(session, "cli.end.rival-unread", source=one.source, reason=reason_of(one, session.lang))


def reason_of(one: Unread, lang: str) -> str:
    """Why a rival was not compared."""
    return words(lang, one.reason, **dict(one.fields)) if has(lang, one.reason) else one.reason


def score_in_words(score: Score, lang: str) -> str:
    """`41 out of 100, likely range 33 to 48 (part of the themes)`, or the state where there is no number."""
    if score.value is None or score.low is None or score.high is None:
        return words(lang, f"cli.state.{score.state}")
    number = words(lang, "cli.score", value=f"{score.value:.0f}", low=f"{score.low:.0f}", high=f"{score.high:.0f}")
    remarks = [f"cli.state.{score.state}"] * (score.state != "ok") + ["cli.rough"] * score.rough
    return words(lang, "cli.scored", score=number, remarks=", ".join(words(lang, key) for key in remarks)) if remarks else number


def page_in_words(page: Weakest, lang: str) -> str:
    """Title and address of a page, short enough for a line."""
    title = " ".join(clean(page.title).split()) or words(lang, "cli.untitled")
    title = title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
    return words(lang, "cli.page", title=title, address=page.key or page.url)


def summary(outcome: Outcome) -> dict[str, Any]:
    """An audit for --json: the numbers and where the report is."""
    audit, worst = outcome.ending, outcome.ending.weakest
    return {
        "site": audit.site.slug,
        "company": audit.site.company.name,
        "source": audit.site.source,
        "index": score_fields(audit.index),
        "axes": [{"id": axis, **score_fields(score)} for axis, score in audit.axes],
        "pages": audit.pages,
        "findings": audit.findings,
        "not_read": [{"url": row.url, "reason": row.reason} for row in audit.not_read],
        "worst_page": {"key": worst.key, "url": worst.url, **score_fields(worst.index)} if worst else None,
        "since": _since(audit),
        "report": str(outcome.index_html.resolve()),
        "address": outcome.index_html.resolve().as_uri(),
    }


def _since(audit: Ending) -> dict[str, Any] | None:
    """The audit before this one and what the index has gained since; None for the first, or without a number on both sides."""
    before = audit.before
    if before is None or before.index.value is None or audit.index.value is None:
        return None
    return {"date": before.date, "points": round(audit.index.value - before.index.value, 4)}


def _gain(points: float, lang: str) -> str:
    from auditor.report.figures import gain

    return gain(points, lang)


def score_fields(score: Score) -> dict[str, Any]:
    """A score as JSON has it."""
    return {"value": score.value, "low": score.low, "high": score.high, "state": score.state, "rough": score.rough}
