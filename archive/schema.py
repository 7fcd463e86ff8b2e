"""The tables. Times are text in ISO 8601 UTC, so that they compare the same in every database.

Alembic moves older archives forward (archive/migrations); `HEAD` is the newest migration, and a
test holds these tables and the migrations together.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

HEAD = "0005"

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("origin_kind", String, nullable=False),
    Column("origin_at", String, nullable=False),
    Column("origin_part", String, nullable=False, server_default=text("''")),
    Column("added", String, nullable=False),
)

revisions = Table(
    "revisions",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("revision", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", String, nullable=False),
    Column("url", String),
    Column("publisher", String),
    Column("published", String),
    Column("published_precision", String),
    Column("published_zone_known", Boolean),
    Column("published_from", String),
    Column("published_last_day", String),
    Column("updated", String),
    Column("updated_precision", String),
    Column("updated_zone_known", Boolean),
    Column("updated_from", String),
    Column("authors", JSON, nullable=False),
    Column("language", String),
    Column("section", String),
    Column("is_free", Boolean),
    # Of dates that were stated and cannot be true; empty where there are none.
    Column("wrong_date", String, nullable=False, server_default=text("''")),
    # Of a live blog: [start, end, time, precision, whether the zone is known, where it was read].
    Column("entries", JSON(none_as_null=True)),
    Column("retrieved", String, nullable=False),
    # The span of knowledge time: from when to when this was what the article said.
    Column("known_from", String, nullable=False),
    Column("known_to", String),
    Column("indexed", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    Index("ix_revisions_article", "article_id", "revision"),
    Index("ix_revisions_url", "url"),
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("revision", String, nullable=False),
    Column("layout", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("header", String, nullable=False),
    Column("text_hash", String, nullable=False),
    # A stale chunk stays findable until its successors are indexed.
    Column("stale", Boolean, nullable=False),
    Index("ix_chunks_revision", "article_id", "revision"),
    Index("ix_chunks_text_hash", "text_hash"),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("revision", String, nullable=False),
    Column("at", String, nullable=False),
    sqlite_autoincrement=True,
)

turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String, nullable=False),
    Column("asker", String, nullable=False),
    Column("question", Text, nullable=False),
    Column("standalone", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("quotes", JSON, nullable=False),
    Column("more", JSON, nullable=False),
    Column("at", String, nullable=False),
    # Which message asked: the same one asked again (edited, or replayed) has one turn.
    Column("message", String),
    # The stories the question fits, and the articles of the one that was chosen.
    Column("choices", JSON, nullable=False, server_default=text("'[]'")),
    Column("about", JSON, nullable=False, server_default=text("'[]'")),
    Index("ix_turns_conversation", "conversation"),
    sqlite_autoincrement=True,
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    # What came, until it is done; the number stays, so that the same one is known.
    Column("body", Text),
    Column("tries", Integer, nullable=False),
    Column("at", String, nullable=False),
)

replies = Table(
    "replies",
    metadata,
    Column("to", String, primary_key=True),
    Column("messages", JSON, nullable=False),
    Column("at", String, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("model", String, primary_key=True),
    Column("text_hash", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), primary_key=True),
)
