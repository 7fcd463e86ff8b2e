"""What is kept, what is visible, and when."""

import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from archive import Archive, Conversations, schema
from cli.settings import ROOT
from news.answer import Answer, Claim, Quote
from news.article import Origin
from news.entry import Entry
from news.errors import ArchiveError, NotFound
from news.moment import Moment
from news.verify import verify
from news.window import Window
from tests.builders import LAYOUT, article, chunks, day

FEBRUARY_8, FEBRUARY_9 = date(2020, 2, 8), date(2020, 2, 9)


def put(archive, one):
    return archive.put(one, chunks(one), layout=LAYOUT)


def index_all(archive):
    archive.mark_indexed(archive.changes(archive.indexed()))


def seen(archive, one, known_on=None):
    """Return the texts that are visible of a revision's chunks."""
    scored = [(chunk.id, 1.0) for chunk in chunks(one)]
    return [passage.text for passage in archive.passages(scored, known_on=known_on)]


def test_an_article_is_visible_once_it_is_indexed(archive):
    one = article()

    assert put(archive, one) == "new"
    assert seen(archive, one) == []
    index_all(archive)
    assert seen(archive, one) == [one.text]
    assert archive.find(one.id).article == one


def test_the_same_again_changes_nothing(archive):
    put(archive, article())

    assert put(archive, article()) == "unchanged"
    assert archive.last_change() == 1


def test_the_old_text_answers_until_the_new_one_is_indexed(archive):
    old, new = article("Eight people died."), article("Ten people died.")
    put(archive, old)
    index_all(archive)

    assert put(archive, new) == "changed"
    assert (seen(archive, old), seen(archive, new)) == ([old.text], [])
    index_all(archive)
    assert (seen(archive, old), seen(archive, new)) == ([], [new.text])
    assert archive.counts()["revisions"] == 2


def test_another_date_of_the_same_text_is_an_update_and_stays_answerable(archive):
    one = article()
    put(archive, one)
    index_all(archive)
    later = replace(one, published=day("2020-02-10"))

    assert put(archive, later) == "updated"
    assert seen(archive, one) == [one.text]
    index_all(archive)
    assert archive.find(one.id).article.published == day("2020-02-10")


def test_a_text_that_comes_back_is_visible_again(archive):
    first, second = article("Eight people died."), article("Ten people died.")
    for one in (first, second, first):
        put(archive, one)
        index_all(archive)

    assert (seen(archive, first), seen(archive, second)) == ([first.text], [])


def test_on_an_earlier_day_the_earlier_text_is_known(archive):
    old = article("Eight people died.", published=day("2020-02-08"))
    new = replace(old, text="Ten people died.", updated=day("2020-02-10"))
    for one in (old, new):
        put(archive, one)
    index_all(archive)

    assert seen(archive, old, FEBRUARY_9) == [old.text]
    assert seen(archive, new, FEBRUARY_9) == []
    assert seen(archive, new, date(2020, 2, 10)) == [new.text]
    assert seen(archive, old, date(2020, 2, 7)) == []


@pytest.mark.parametrize(
    ("published", "known_on", "is_known"),
    [
        pytest.param(day("2020-02-09"), FEBRUARY_9, True, id="published that day"),
        pytest.param(day("2020-02-09"), FEBRUARY_8, False, id="published the day after"),
        pytest.param(None, FEBRUARY_9, False, id="undated"),
        pytest.param(
            Moment(datetime(2020, 2, 1, tzinfo=UTC), "month"), FEBRUARY_9, False, id="that month"
        ),
        pytest.param(
            Moment(datetime(2020, 1, 1, tzinfo=UTC), "month"), FEBRUARY_9, True, id="last month"
        ),
    ],
)
def test_what_is_known_on_a_day(archive, published, known_on, is_known):
    one = article(published=published)
    put(archive, one)
    index_all(archive)

    assert bool(seen(archive, one, known_on)) is is_known


def test_a_removed_article_leaves_everything(archive):
    one, other = article(), article("Ten people died in the clashes.", url="https://example.org/b")
    for each in (one, other):
        put(archive, each)
    index_all(archive)
    hashes = [chunk.embedded_hash for chunk in chunks(one)]
    archive.keep_vectors("m", {hashes[0]: b"shared", "x": b"unrelated"})
    conversations = Conversations(archive)
    quote = Quote(one.text, one.id, one.revision, 0, 5, one.title)
    conversations.add("chat", "ann", Answer("How many?", "Ten people.", quotes=(quote,)))

    archive.remove(one.id)

    assert seen(archive, one) == []
    assert archive.source(one.id, one.revision) is None
    assert conversations.of("chat").turns[0].answer == ""
    # The other article has the same words under the same title: its vector stays.
    assert archive.vectors("m", hashes) == {hashes[0]: b"shared"}
    archive.remove(other.id)
    assert archive.vectors("m", hashes) == {}
    with pytest.raises(NotFound, match="no article"):
        archive.remove(one.id)


def test_how_many_articles_answer_follows_each_change(archive):
    one, other = article(), article("Ten people died in the clashes.", url="https://example.org/b")

    def counts(known_on=None):
        found = archive.standing(known_on)
        return found.articles, found.waiting

    assert counts() == (0, 0)
    put(archive, one)
    assert counts() == (0, 1)
    index_all(archive)
    assert (counts(), counts(date(2000, 1, 1)), counts()) == ((1, 0), (0, 0), (1, 0))
    put(archive, other)
    assert counts() == (1, 1)
    archive.remove(one.id)
    assert counts() == (0, 1)


def test_articles_are_read_in_the_revisions_and_the_order_asked_for(archive):
    one, other = article("One died."), article("Ten died.", url="https://example.org/b")
    later = replace(one, text="Two died.")
    for each in (one, later, other):
        put(archive, each)
    index_all(archive)

    read = archive.sources_in({other.id: other.revision, one.id: one.revision, "gone": "gone"})

    assert [(key, found.text) for key, found in read.items()] == [
        (other.id, "Ten died."),
        (one.id, "One died."),
    ]
    assert read[one.id] == archive.source(one.id, one.revision)


@pytest.mark.parametrize(
    ("kept", "page"),
    [
        pytest.param("https://a.b/x?utm_source=rss", "https://a.b/x", id="nothing else asked for"),
        pytest.param("https://a.b/x?id=7&utm_source=rss", "https://a.b/x?id=7", id="a number"),
    ],
)
@pytest.mark.parametrize("is_removed", [False, True])
def test_an_article_whose_id_holds_what_tracks_keeps_it(archive, kept, page, is_removed):
    old, other = article(url=kept), article(url="https://a.b/xy?utm_source=rss")
    for one in (old, other):
        put(archive, one)
    if is_removed:
        archive.remove(old.id)

    found = archive.id_at("new", page, lambda url: url.replace("utm_source=rss", "").rstrip("?&"))

    assert found == old.id
    assert archive.id_at("new", "https://a.b/z", str) == "new"


def test_an_article_is_found_by_the_address_it_was_fetched_from(archive):
    one = article(url="https://a.b/x", origin=Origin("url", "https://a.b/x?utm_source=rss"))
    put(archive, one)

    assert archive.find("https://a.b/x?utm_source=rss").article.id == one.id


def test_an_article_is_found_by_id_beginning_or_url(archive):
    one = article()
    put(archive, one)

    for reference in (one.id, one.id[:5], one.url, f" {one.id} "):
        assert archive.find(reference).article.id == one.id
    for reference in (one.id[:3], "https://example.org/other", "%", ""):
        with pytest.raises(NotFound):
            archive.find(reference)


def test_the_newest_published_are_listed_first_and_the_undated_last(archive):
    for url, published in (("a", None), ("b", day("2020-02-08")), ("c", day("2020-02-09"))):
        put(archive, article(url=f"https://example.org/{url}", published=published))

    assert [one.url for one in archive.listed()] == [f"https://example.org/{x}" for x in "cba"]
    assert archive.newest() is None
    index_all(archive)
    assert archive.newest() == day("2020-02-09")


def test_the_newest_turn_has_the_words_that_it_quoted_until_they_are_removed(archive):
    one = article()
    put(archive, one)
    conversations = Conversations(archive)
    quote = Quote(one.text[:10], one.id, one.revision, 0, 10, one.title)
    conversations.add("chat", "ann", Answer("Who died?", "Ten people.", quotes=(quote,)))
    conversations.add("chat", "ann", Answer("How many?", "Ten people.", quotes=(quote,)))

    assert [turn.quotes for turn in conversations.of("chat").turns] == [(), (one.text[:10],)]
    archive.remove(one.id)
    assert [turn.quotes for turn in conversations.of("chat").turns] == [(), ()]


def test_a_conversation_is_remembered_in_order_and_forgotten(archive):
    conversations = Conversations(archive)
    for number in range(8):
        conversations.add("chat", "ann", Answer(f"q{number}", "a", standalone=f"s{number}"))
    conversations.add("other", "bob", Answer("else", "a"))

    turns = conversations.of("chat").turns

    assert [turn.question for turn in turns] == ["q2", "q3", "q4", "q5", "q6", "q7"]
    assert turns[-1].understood == "s7"
    assert conversations.forget("chat") == 8
    assert conversations.of("chat").turns == ()
    assert len(conversations.of("other").turns) == 1


def test_two_threads_put_at_once_and_nothing_is_lost(archive):
    def put_many(name: str) -> None:
        for number in range(20):
            put(archive, article(url=f"https://example.org/{name}{number}"))

    threads = [threading.Thread(target=put_many, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert archive.counts()["articles"] == 40
    assert archive.last_change() == 40


def live_blog():
    first, second = "Ten people died, it is said.", "Twelve people died, it is said now."
    return article(
        f"{first}\n\n{second}",
        published=day("2020-02-08"),
        section="World",
        is_free=False,
        wrong_date="2031-01-01 (given) is later than it was retrieved",
        entries=(
            Entry(0, len(first), Moment(datetime(2020, 2, 8, 9, tzinfo=UTC))),
            Entry(len(first) + 2, len(first) + 2 + len(second), day("2020-02-09")),
        ),
    )


def test_a_live_blog_comes_back_as_it_was_put(archive):
    put(archive, live_blog())
    index_all(archive)

    assert archive.find(live_blog().id).article == live_blog()
    assert put(archive, live_blog()) == "unchanged"


def test_words_of_a_live_blog_carry_the_time_of_their_entry(archive):
    one = live_blog()
    put(archive, one)
    index_all(archive)

    found = archive.passages([(chunk.id, 1.0) for chunk in chunks(one)])
    source = archive.source(one.id, one.revision)
    quotes, _ = verify([Claim("Twelve people died", one.id)], {one.id: source}, quote_chars=400)

    assert [passage.published.isoformat() for passage in found] == [
        "2020-02-08T09:00:00Z",
        "2020-02-09",
    ]
    assert [quote.published.isoformat() for quote in quotes] == ["2020-02-09"]


def test_an_entry_that_came_later_is_not_known_on_the_day_of_an_earlier_one(archive):
    one = live_blog()
    put(archive, one)
    index_all(archive)

    assert seen(archive, one, FEBRUARY_8) == ["Ten people died, it is said."]
    assert len(seen(archive, one, FEBRUARY_9)) == 2


def test_migrations_make_the_same_schema_as_the_tables(tmp_path):
    url = f"sqlite:///{tmp_path / 'migrated.sqlite'}"
    config = Config()
    config.set_main_option("script_location", str(ROOT / "archive" / "migrations"))
    config.set_main_option("sqlalchemy.url", url)

    upgrade(config, "head")

    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == schema.HEAD
    engine.dispose()
    Archive(url).close()


def test_what_an_older_archive_holds_is_there_after_its_migration(tmp_path):
    config = Config()
    config.set_main_option("script_location", str(ROOT / "archive" / "migrations"))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{tmp_path / 'archive.sqlite'}")
    upgrade(config, "0002")
    with sqlite3.connect(tmp_path / "archive.sqlite") as connection:
        connection.execute(
            "INSERT INTO articles (id, origin_kind, origin_at, added) "
            "VALUES ('beef01', 'file', '/n/a.txt', '2021-01-01T00:00:00')"
        )
        connection.execute(
            "INSERT INTO revisions (article_id, revision, text, title, authors, retrieved, "
            "known_from, indexed, current) VALUES ('beef01', 'r', 'Ten people died.', 'Ten die', "
            "'[]', '2021-01-01T00:00:00', '2021-01-01T00:00:00', 1, 1)"
        )
    connection.close()

    archive = Archive.in_folder(tmp_path)

    kept = archive.find("beef01")
    assert (kept.article.title, kept.article.notices, kept.withdrawn) == ("Ten die", (), None)
    assert archive.source("beef01", "r").group == "beef01"
    archive.close()


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        pytest.param("9999", "written by a newer Dateline", id="of a newer Dateline"),
        pytest.param(None, "no Dateline archive", id="of another program"),
    ],
)
def test_a_database_that_is_not_ours_is_refused(tmp_path, version, sentence):
    Archive.in_folder(tmp_path).close()
    with sqlite3.connect(tmp_path / "archive.sqlite") as connection:
        if version:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        else:
            connection.execute("DROP TABLE alembic_version")
    connection.close()

    with pytest.raises(ArchiveError, match=sentence):
        Archive.in_folder(tmp_path)


def test_a_file_that_is_no_database_is_a_sentence(tmp_path):
    (tmp_path / "archive.sqlite").write_text("no database at all " * 100, encoding="utf-8")

    with pytest.raises(ArchiveError, match="restore a backup"):
        Archive.in_folder(tmp_path)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(ArchiveError, match="choose another with --data"):
        Archive.in_folder(tmp_path / "file" / "data")


def test_dropping_layouts_takes_their_chunks_and_the_vectors_of_no_chunk(archive):
    first, last = article("One thing happened."), article("Another did.", url="https://e.org/2")
    old, new = chunks(first, "old"), chunks(last, "new")
    archive.put(first, old, layout="old")
    archive.put(last, new, layout="new")
    archive.keep_vectors("model", {chunk.embedded_hash: b"1234" for chunk in (*old, *new)})
    before = archive.generation()

    archive.drop_layouts_but("new")

    assert archive.chunks_of(first.id, first.revision, layout="old") == []
    assert archive.chunks_of(last.id, last.revision, layout="new") == new
    hashes = [chunk.embedded_hash for chunk in (*old, *new)]
    assert list(archive.vectors("model", hashes)) == [new[0].embedded_hash]
    assert archive.generation() > before


def test_chunks_of_an_article_that_was_removed_meanwhile_are_not_kept(archive):
    gone = article()
    archive.put(gone, chunks(gone), layout="old")
    archive.remove(gone.id)

    archive.add_chunks(chunks(gone, "new"), layout="new")

    assert archive.counts()["chunks"] == 0


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        pytest.param(date(2021, 12, 31), date(2021, 2, 9), id="the newest"),
        pytest.param(date(2021, 2, 8), date(2019, 2, 8), id="up to a day"),
        pytest.param(date(2018, 12, 31), None, id="none yet"),
    ],
)
def test_the_newest_of_days_of_any_year_that_has_an_article(archive, by, expected):
    for number, published in enumerate(["2019-02-08", "2021-02-09", "2021-03-01"]):
        put(archive, article(url=f"https://example.org/{number}", published=day(published)))
    whole_month = Moment(datetime(2021, 2, 9, tzinfo=UTC), "month")
    put(archive, article(url="https://example.org/month", published=whole_month))
    index_all(archive)

    assert archive.newest_day(["02-08", "02-09", "02-28"], by=by) == expected


@pytest.mark.parametrize(
    ("window", "found"),
    [
        pytest.param(Window(FEBRUARY_8, FEBRUARY_8), ["a day"], id="a day"),
        pytest.param(Window(FEBRUARY_9), ["late"], id="open"),
        pytest.param(
            Window(FEBRUARY_9, FEBRUARY_9, ZoneInfo("Asia/Bishkek")), ["late"], id="its zone's day"
        ),
        pytest.param(
            Window(date(2020, 2, 10), None, ZoneInfo("Asia/Bishkek")), ["late"], id="or the next"
        ),
        pytest.param(
            Window(date(2020, 2, 1), date(2020, 2, 29)), ["late", "a day", "a month"], id="a month"
        ),
    ],
)
def test_what_was_surely_published_in_a_window_is_found(archive, window, found):
    late = Moment(datetime(2020, 2, 9, 20 if window.first == date(2020, 2, 10) else 10, tzinfo=UTC))
    month = Moment(datetime(2020, 2, 1, tzinfo=UTC), precision="month")
    published = {"late": late, "a day": day("2020-02-08"), "a month": month, "undated": None}
    kept = {
        name: article(url=f"https://example.org/{name}", published=moment)
        for name, moment in published.items()
    }
    for one in kept.values():
        put(archive, one)
    index_all(archive)
    chunk_of = {chunks(one)[0].id: name for name, one in kept.items()}

    ids = archive.first_chunks(window, 10)

    assert sorted(chunk_of[one] for one in ids) == sorted(found)
    assert archive.count_in(window) == len(found)
    assert archive.first_chunks(window, 1) == ids[:1]
