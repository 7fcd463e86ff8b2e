"""Who read a figure: the rules, or which language model."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "figures", sa.Column("read_by", sa.String(), nullable=False, server_default=sa.text("''"))
    )
