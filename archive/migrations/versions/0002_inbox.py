"""The bot's inbox, the messages that replied, and what a turn needs to be answered again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("update_id"),
    )
    op.create_table(
        "replies",
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("to"),
    )
    empty = sa.text("'[]'")
    op.add_column("turns", sa.Column("message", sa.String(), nullable=True))
    op.add_column("turns", sa.Column("choices", sa.JSON(), server_default=empty, nullable=False))
    op.add_column("turns", sa.Column("about", sa.JSON(), server_default=empty, nullable=False))
