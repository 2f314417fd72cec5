"""What a server's X-Robots-Tag said of a page, so that an unfinished crawl is gone on with as it was begun.

In: revision 0002. Out: revision 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Pages get their X-Robots-Tag, empty for those read before."""
    op.add_column("pages", sa.Column("robots", sa.Text, nullable=False, server_default=""))
