"""The entries of live blogs, and what else pages say: section, paywall, dates that are wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = sa.text("''")
    op.add_column("revisions", sa.Column("section", sa.String(), nullable=True))
    op.add_column("revisions", sa.Column("is_free", sa.Boolean(), nullable=True))
    op.add_column(
        "revisions", sa.Column("wrong_date", sa.String(), server_default=empty, nullable=False)
    )
    op.add_column("revisions", sa.Column("entries", sa.JSON(), nullable=True))
