"""What a server said of a page's version, so that the next crawl can ask whether it has changed.

In: revision 0001. Out: revision 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Pages get their ETag and their Last-Modified, empty for those read before."""
    for name in ("etag", "last_modified"):
        op.add_column("pages", sa.Column(name, sa.Text, nullable=False, server_default=""))
