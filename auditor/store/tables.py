"""The tables of the store, as the code sees them; `auditor/migrations/` makes them (a test holds the two together).

In: nothing. Out: SQLAlchemy tables with types that SQLite and PostgreSQL share. Records are kept as JSON text (zlib where long).
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData()

SITES = Table(
    "sites",
    METADATA,
    Column("slug", Text, primary_key=True),
    Column("source", Text, nullable=False),  # as it was last given, without credentials
    Column("sector", Text, nullable=False, server_default=""),  # as a portfolio names it, "" where none does
)

CRAWLS = Table(
    "crawls",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("site", Text, ForeignKey("sites.slug", ondelete="CASCADE"), nullable=False),
    Column("source", Text, nullable=False),
    Column("started", String(32), nullable=False),  # ISO 8601, UTC
    Column("finished", String(32), nullable=False),  # "" while it runs
    Column("warc", Text, nullable=False),  # name of its archive under the store's warc folder, "" without one
    Column("settings_digest", String(64), nullable=False),
    Index("ix_crawls_site", "site"),
)

PAGES = Table(
    "pages",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("crawl", Integer, ForeignKey("crawls.id", ondelete="CASCADE"), nullable=False),
    Column("url", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("body", LargeBinary, nullable=True),  # zlib; null where the page was not read
    Column("content_type", Text, nullable=False),
    Column("charset", Text, nullable=True),
    Column("status", Integer, nullable=False),
    Column("fetched_at", String(32), nullable=True),
    Column("depth", Integer, nullable=False),
    Column("reason", String(32), nullable=False),  # "" where the page was read
    Column("detail", Text, nullable=False),
    Column("etag", Text, nullable=False, server_default=""),
    Column("last_modified", Text, nullable=False, server_default=""),
    Column("robots", Text, nullable=False, server_default=""),
    UniqueConstraint("crawl", "url", name="uq_pages_crawl_url"),
)

AUDITS = Table(
    "audits",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("site", Text, ForeignKey("sites.slug", ondelete="CASCADE"), nullable=False),
    Column("crawl", Integer, ForeignKey("crawls.id", ondelete="SET NULL"), nullable=True),
    Column("date", String(32), nullable=False),
    Column("rules_digest", String(64), nullable=False),
    Column("audit", LargeBinary, nullable=False),  # models.Audit, zlib
    Index("ix_audits_site", "site"),
)

LABELS = Table(
    "labels",
    METADATA,
    Column("key", String(32), primary_key=True),
    Column("labels", Text, nullable=False),  # (models.Analysis, models.Labels)
)

KEPT = Table(
    "kept",
    METADATA,
    Column("key", String(32), primary_key=True),  # of all that the record depends on
    Column("packed", LargeBinary, nullable=False),  # a record as JSON, zlib
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("site", Text, ForeignKey("sites.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", String(32), primary_key=True),  # of the sentence and rule; of a refused suggestion with its text
    Column("page", Text, nullable=False),
    Column("segment", String(32), nullable=False),
    Column("rule", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("decision", String(16), nullable=False),  # accept | edit | reject | mute
    Column("text", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("date", String(32), nullable=False),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("portfolio", Text, nullable=False),  # path of its file
    Column("started", String(32), nullable=False),
    Column("finished", String(32), nullable=False),  # "" while it runs
)

TURNS = Table(
    "turns",
    METADATA,
    Column("run", Integer, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("site", Text, primary_key=True),  # slug; a site that could not be read is in no other table
    Column("digest", String(64), nullable=False),  # of what was asked for: another wish is another turn
    Column("state", String(16), nullable=False),
    Column("told", Text, nullable=False),  # JSON: catalogue key and fields of what went wrong
    Column("ended", String(32), nullable=False),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("key", String(32), primary_key=True),  # of the request: address, model and prompt
    Column("site", Text, nullable=False),  # slug of the site whose sentence it was, "" of a line from elsewhere
    Column("model", Text, nullable=False),
    Column("prompt", Text, nullable=False),  # JSON, as it was sent
    Column("answer", Text, nullable=False),  # as it came
    Index("ix_answers_site", "site"),
)
