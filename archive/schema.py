"""The tables. Times are text in ISO 8601 UTC, so that they compare the same in every database.

Alembic moves older archives forward (archive/migrations); `HEAD` is the newest migration, and a
test holds these tables and the migrations together.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
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

HEAD = "0010"

metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("origin_kind", String, nullable=False),
    Column("origin_at", String, nullable=False),
    Column("origin_part", String, nullable=False, server_default=text("''")),
    Column("added", String, nullable=False),
    # Since when its publisher no longer has it where it came from.
    Column("withdrawn", String),
    Index("ix_articles_origin", "origin_at", "origin_part"),
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
    # [kind, words]: what the text says of its own mistakes.
    Column("notices", JSON, nullable=False, server_default=text("'[]'")),
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
    # What was published on some days is looked up without reading any text.
    Index("ix_revisions_day", "published_last_day", "published_precision", "current"),
    Index("ix_revisions_published", "published"),
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

# What was read out of a revision; read again when the rules of reading change.
figures = Table(
    "figures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("revision", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("qualifier", String, nullable=False),
    Column("of", String, nullable=False),
    Column("group_name", String, nullable=False),
    Column("part_of", BigInteger),
    Column("is_added", Boolean, nullable=False),
    Column("derived", Boolean, nullable=False),
    Column("place", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("as_of", String),
    Column("as_of_precision", String),
    Column("as_of_zone_known", Boolean),
    Column("as_of_from", String),
    Column("reported_by", String, nullable=False),
    # [start, end] of each sentence, the best one first.
    Column("quotes", JSON, nullable=False),
    Column("phrase_start", Integer, nullable=False),
    Column("phrase_end", Integer, nullable=False),
    # The language model that pointed at it; empty: the rules.
    Column("read_by", String, nullable=False, server_default=text("''")),
    Index("ix_figures_article", "article_id", "revision"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("revision", String, nullable=False),
    Column("date", String, nullable=False),
    Column("date_precision", String, nullable=False),
    Column("date_zone_known", Boolean, nullable=False),
    Column("date_from", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("place", String, nullable=False),
    Column("weight", Float, nullable=False),
    Index("ix_events_article", "article_id", "revision"),
    Index("ix_events_date", "date"),
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

# What chats are told of by themselves. What was told is kept as ids and numbers, without words.
watches = Table(
    "watches",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat", String, nullable=False),
    Column("thread", BigInteger),
    Column("topic", String, nullable=False),
    Column("by", String, nullable=False),
    # Of a digest: the hour, and when the next one is.
    Column("hour", Integer),
    Column("due", String),
    Column("added", String, nullable=False),
    # Up to where the archive was looked at.
    Column("seen", String, nullable=False),
    Column("told", JSON, nullable=False),
    # What was surely told, while more is being told.
    Column("unsure", JSON(none_as_null=True)),
    Index("ix_watches_chat", "chat"),
    sqlite_autoincrement=True,
)

sketches = Table(
    "sketches",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("minima", LargeBinary, nullable=False),
    Column("shingles", Integer, nullable=False),
    Column("masthead", String, nullable=False),
    Column("day", String),
    # The id of one of the articles that print the same story.
    Column("copies", String, nullable=False),
    Index("ix_sketches_article", "article_id", unique=True),
    Index("ix_sketches_copies", "copies"),
)

bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("sketch", Integer, primary_key=True, autoincrement=False),
    Index("ix_bands_sketch", "sketch"),
    sqlite_with_rowid=False,
)

# Who took an article out, so that its feed does not bring it back; nothing of what it said.
tombstones = Table(
    "tombstones",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("url", String),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
)

# What an admin set right, over whatever is read again.
fixes = Table(
    "fixes",
    metadata,
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("value", JSON),
)

# What an admin set right about figures: told by their words, not by a row, since an article is read
# again. Without a number the figure is hidden.
corrections = Table(
    "corrections",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("measure", String, nullable=False),
    Column("of", String, nullable=False),
    Column("group_name", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("was_low", BigInteger),
    Column("was_high", BigInteger),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("why", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_corrections_article", "article_id"),
)

# Of two articles, told in the order of their ids, an admin said whether they are of one story.
joins = Table(
    "joins",
    metadata,
    Column("one", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("other", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    # The same for all that was said at once; the last holds, so that undoing it brings back
    # what was said before.
    Column("request", Integer, primary_key=True, autoincrement=False),
    Column("together", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Index("ix_joins_other", "other"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("action", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("field", String, nullable=False),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    sqlite_autoincrement=True,
)

vectors = Table(
    "vectors",
    metadata,
    Column("model", String, primary_key=True),
    Column("text_hash", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

fetched = Table(
    "fetched",
    metadata,
    Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("content_hash", String, nullable=False),
    Column("etag", String, nullable=False),
    Column("last_modified", String, nullable=False),
    # Another reader may find more in the same bytes.
    Column("reader", String, nullable=False),
    # What a feed said of the article: the page may not say it when it is read again.
    Column("given", JSON, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("every", Float, nullable=False),
    Column("home", String, nullable=False),
    Column("next_due", String),
    Column("last_success", String),
    Column("last_failure", String),
    Column("last_error", String, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("failing_since", String),
    Column("paused", String, nullable=False),
    Column("told", Boolean, nullable=False),
    Column("read", Integer, nullable=False),
    Column("empty", Integer, nullable=False),
    Column("open_known", Integer, nullable=False),
    Column("closed", Integer, nullable=False),
)

# The lists of a source (a feed, the parts of a sitemap) all of whose entries were read.
lists = Table(
    "lists",
    metadata,
    Column("source", String, ForeignKey("sources.name", ondelete="CASCADE"), primary_key=True),
    Column("at", String, primary_key=True),
    Column("content_hash", String, nullable=False),
    Column("etag", String, nullable=False),
    Column("last_modified", String, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("source", String, ForeignKey("sources.name", ondelete="CASCADE"), primary_key=True),
    Column("at", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("mark", String, nullable=False),
    Column("likeness", String, nullable=False),
    Column("tries", Integer, nullable=False),
)

failures = Table(
    "failures",
    metadata,
    Column("origin_kind", String, primary_key=True),
    Column("origin_at", String, primary_key=True),
    Column("origin_part", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("times", Integer, nullable=False),
    Column("at", String, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("name", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", String, nullable=False),
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
