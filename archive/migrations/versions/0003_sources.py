"""Sources with their health and entries, by what pages are known, what failed, who reads now."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_articles_origin", "articles", ["origin_at", "origin_part"])
    op.create_table(
        "fetched",
        sa.Column("article_id", sa.String(), nullable=False),
        *_marks(),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.create_table(
        "sources",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("every", sa.Float(), nullable=False),
        sa.Column("home", sa.String(), nullable=False),
        sa.Column("next_due", sa.String(), nullable=True),
        sa.Column("last_success", sa.String(), nullable=True),
        sa.Column("last_failure", sa.String(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.String(), nullable=True),
        sa.Column("paused", sa.String(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("empty", sa.Integer(), nullable=False),
        sa.Column("open_known", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "lists",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        *_marks(),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "at"),
    )
    op.create_table(
        "entries",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "at"),
    )
    op.create_table(
        "failures",
        sa.Column("origin_kind", sa.String(), nullable=False),
        sa.Column("origin_at", sa.String(), nullable=False),
        sa.Column("origin_part", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("origin_kind", "origin_at", "origin_part"),
    )
    op.create_table(
        "claims",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _marks() -> list[sa.Column[str]]:
    names = ("content_hash", "etag", "last_modified")
    return [sa.Column(name, sa.String(), nullable=False) for name in names]
