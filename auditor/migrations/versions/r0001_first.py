"""Sites, crawls, pages, audits and the labels already decided.

In: an empty store. Out: revision 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    _sites_and_crawls()
    _pages()
    _audits_and_labels()


def _sites_and_crawls() -> None:
    op.create_table("sites", sa.Column("slug", sa.Text, primary_key=True), sa.Column("source", sa.Text, nullable=False))
    op.create_table(
        "crawls",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("site", sa.Text, sa.ForeignKey("sites.slug", ondelete="CASCADE"), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("started", sa.String(32), nullable=False),
        sa.Column("finished", sa.String(32), nullable=False),
        sa.Column("warc", sa.Text, nullable=False),
        sa.Column("settings_digest", sa.String(64), nullable=False),
    )
    op.create_index("ix_crawls_site", "crawls", ["site"])


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("crawl", sa.Integer, sa.ForeignKey("crawls.id", ondelete="CASCADE"), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=True),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("charset", sa.Text, nullable=True),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("fetched_at", sa.String(32), nullable=True),
        sa.Column("depth", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.UniqueConstraint("crawl", "url", name="uq_pages_crawl_url"),
    )


def _audits_and_labels() -> None:
    op.create_table(
        "audits",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("site", sa.Text, sa.ForeignKey("sites.slug", ondelete="CASCADE"), nullable=False),
        sa.Column("crawl", sa.Integer, sa.ForeignKey("crawls.id", ondelete="SET NULL"), nullable=True),
        sa.Column("date", sa.String(32), nullable=False),
        sa.Column("rules_digest", sa.String(64), nullable=False),
        sa.Column("audit", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_audits_site", "audits", ["site"])
    op.create_table("labels", sa.Column("key", sa.String(32), primary_key=True), sa.Column("labels", sa.Text, nullable=False))
