"""What was worked out once and need not be again: texts of pages, advice on findings.

In: revision 0006. Out: revision 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Records by all that they depend on."""
    op.create_table(
        "kept",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
