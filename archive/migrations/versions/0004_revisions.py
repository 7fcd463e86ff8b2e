"""Copies, notices, withdrawals, removals, and what admins set right."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = sa.text("'[]'")
    op.add_column("articles", sa.Column("withdrawn", sa.String(), nullable=True))
    op.add_column(
        "revisions", sa.Column("notices", sa.JSON(), server_default=empty, nullable=False)
    )
    op.create_table(
        "sketches",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("minima", sa.LargeBinary(), nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("masthead", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=True),
        sa.Column("copies", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_sketches_article", "sketches", ["article_id"], unique=True)
    op.create_index("ix_sketches_copies", "sketches", ["copies"], unique=False)
    op.create_table(
        "bands",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sketch", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "sketch"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_sketch", "bands", ["sketch"], unique=False)
    op.create_table(
        "tombstones",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_table(
        "fixes",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "field"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
