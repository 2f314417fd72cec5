"""What writers decided of the sentences of a site, which outlives the audits that asked.

In: revision 0003. Out: revision 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of decisions, empty."""
    op.create_table(
        "decisions",
        sa.Column("site", sa.Text, sa.ForeignKey("sites.slug", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("segment", sa.String(32), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("date", sa.String(32), nullable=False),
    )
