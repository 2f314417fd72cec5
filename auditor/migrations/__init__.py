"""The store's schema, one step a file in `versions/`, run by Alembic from inside the package.

In: a connection in a transaction. Out: the store's tables as this version of auditor knows them. No alembic.ini: the folder is this one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

FOLDER = Path(__file__).parent
HEAD = "0007"  # the last step in versions/ (a test holds it)
TABLE = "alembic_version"


def revision_of(connection: Connection) -> str:
    """Revision that the store stands at, "" for an empty one."""
    if not inspect(connection).has_table(TABLE):
        return ""
    return str(connection.execute(text(f"SELECT version_num FROM {TABLE}")).scalar() or "")


def is_known(revision: str) -> bool:
    """Whether this version of auditor knows how to go on from a revision."""
    return not revision or any((FOLDER / "versions").glob(f"r{revision}_*.py"))


def upgrade(connection: Connection) -> None:
    """Bring the store to `HEAD`, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
