"""The days on which articles were published, to be looked up without reading their texts."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_revisions_day", "revisions", ["published_last_day", "published_precision", "current"]
    )
    op.create_index("ix_revisions_published", "revisions", ["published"])
