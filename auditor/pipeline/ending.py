"""What is told of an audit at its end, kept beside it: a site that is as it was is told of without its audit being read.

In: audits, as they are judged. Out: their `Ending`s, now and in a later run.
"""

from __future__ import annotations

from auditor.errors import UsageProblem
from auditor.identity import digest
from auditor.models import Audit, Ending, Weakest
from auditor.pipeline.knowing import program
from auditor.store import Store
from auditor.store.kept import Kept, fingerprints


def ending_of(audit: Audit) -> Ending:
    """What is told of an audit."""
    return Ending(
        audit.site, audit.languages, audit.index, tuple((axis.id, axis.score) for axis in audit.axes), len(audit.pages),
        len(audit.findings), audit.not_read, _weakest(audit), audit.history[-1] if audit.history else None, audit.comparison,
    )  # fmt: skip


def _weakest(audit: Audit) -> Weakest | None:
    scored = [page for page in audit.pages if page.weight > 0 and page.index.value is not None]
    page = min(scored, key=lambda page: (page.index.value or 0.0, page.key), default=None)
    return Weakest(page.key, page.url, page.title, page.index) if page else None


def keep_ending(audit: Audit, store: Store) -> None:
    """Keep what is told of an audit that is the last of its site in the store."""
    Kept(store).keep(Ending, {_key(audit.site.slug, store): ending_of(audit)})


def last_ending(slug: str, store: Store) -> Ending:
    """What is told of the site's last audit, which is read where nothing was kept of it; UsageProblem where there is none."""
    return known_ending(slug, store) or ending_of(last_audit(slug, store))


def known_ending(slug: str, store: Store) -> Ending | None:
    """What was kept of the site's last audit."""
    key = _key(slug, store)
    return Kept(store).found(Ending, [key]).get(key)


def last_audit(slug: str, store: Store) -> Audit:
    """The site's last audit; UsageProblem where there is none."""
    audit = store.latest_audit(slug)
    if audit is None:
        raise UsageProblem("pipeline.unjudged-site", site=slug, known=", ".join(store.sites()) or "-")
    return audit


def _key(slug: str, store: Store) -> str:
    return digest("ending", program(), *fingerprints(store, slug, 1), size=16)
