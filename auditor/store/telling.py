"""What goes wrong with a database, put in one sentence.

In: the URL of a store. Out: `speaking`, inside which a database's exceptions become `UsageProblem`, and the address as a user may read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from auditor.errors import UsageProblem

# How SQLite words what a user can mend; the first fragment found decides. Anything else is `store.failed`, with the database's own words.
WORDS = {
    "locked": "store.locked",
    "readonly": "store.read_only",
    "unable to open": "store.unopened",
    "not a database": "store.corrupt",
    "malformed": "store.corrupt",
    "is full": "store.full",
}
# The same by SQLSTATE (appendix A of PostgreSQL's manual): words there follow the language of the server.
STATES = {
    "55P03": "store.locked",  # lock_not_available
    "40P01": "store.locked",  # deadlock_detected
    "25006": "store.read_only",  # read_only_sql_transaction
    "42501": "store.forbidden",  # insufficient_privilege
    "53100": "store.full",  # disk_full
}


def shown(url: URL) -> str:
    """The store's address as a user may read it: a file's path, or a URL without driver and password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)


@contextmanager
def speaking(url: URL) -> Iterator[None]:
    """Inside, a database's exception becomes a `UsageProblem` that names the store."""
    try:
        yield
    except DBAPIError as error:
        reason = " ".join(str(error.orig).strip().split("\n")[0].split())
        raise UsageProblem(_key(error, is_file=url.get_backend_name() == "sqlite"), store=shown(url), reason=reason) from error


def _key(error: DBAPIError, *, is_file: bool) -> str:
    """Key of the sentence that says what a user can do."""
    if is_file:
        return next((key for part, key in WORDS.items() if part in str(error.orig)), "store.failed")
    state = getattr(error.orig, "sqlstate", None)
    lost = error.connection_invalidated or state is None  # no server answered: it has no state to tell
    return STATES.get(str(state), "store.unreachable" if lost else "store.failed")
