"""Rivals on the command line: read together with the sites that are audited.

In: sources, `--competitor`s, settings. Out: `Rivals`; a comparison as a mapping for --json.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from auditor.cli.closing import reason_of, score_fields
from auditor.cli.progress import watching
from auditor.cli.terminal import Session
from auditor.models import Comparison

if TYPE_CHECKING:
    from auditor.errors import AuditorError
    from auditor.pipeline import Rivals
    from auditor.settings import Settings


def known_names(settings: Settings) -> frozenset[str]:
    """The names of the sites in the store: a source that is one of them is taken as it was last read."""
    from auditor.store import Store

    with Store(settings.store) as store:
        return frozenset(store.sites())


def read(
    session: Session, sources: Sequence[str], competitors: Sequence[str], settings: Settings
) -> tuple[Mapping[str, str | AuditorError], Rivals]:
    """The names in the store, or errors, of the addresses that were read at once, and the rivals with their labels."""
    from auditor import pipeline
    from auditor.ahead import crawl_ahead

    known = known_names(settings) if competitors else frozenset()
    wanted = [source for source in competitors if source not in known]
    ahead: Mapping[str, str | AuditorError] = {}
    if len(sources) + len(wanted) > 1:
        with watching(session) as watch:
            ahead = crawl_ahead(sources, settings, store=settings.store, watch=watch, rivals=wanted)
    if not competitors:
        return ahead, pipeline.Rivals()
    with watching(session) as watch:
        return ahead, pipeline.read_rivals(competitors, settings, store=settings.store, ahead=ahead, watch=watch)


def summary(found: Comparison, lang: str) -> dict[str, Any]:
    """A comparison for --json: the scores of all sites, and what the swap test found."""
    count = sum(swap.words for swap in found.swaps)
    printable = sum(swap.words for swap in found.printable)
    return {
        "sites": [
            {
                "site": site.slug,
                "company": site.name,
                "index": score_fields(site.index),
                "axes": [{"id": axis.id, **score_fields(axis.score)} for axis in site.axes],
                "sentences_compared": site.is_read,
                "printable": site.printable,
            }
            for site in found.sites
        ],
        "claims": len(found.swaps),
        "printable": len(found.printable),
        "printable_words": round(printable / count, 4) if count else None,
        "not_compared": [{"source": one.source, "reason": reason_of(one, lang)} for one in found.unread],
    }
