"""A year of a feed, in tests: what is read, what is not read again, and what becomes of faults."""

from datetime import timedelta

import pytest

from ingest.sources.news import MOST_TRIES
from ingest.visit import visit
from news.article import article_id_of
from tests.site import Page


@pytest.fixture
def feed(reader, newspaper):
    """A feed of two stories that was read once."""
    newspaper.add("ship", guid="g1")
    newspaper.add("mill", guid="g2")
    reader.has("feed", newspaper.feed)
    assert reader.visit() == "2 new"
    reader.site.paths()
    return newspaper


def test_a_feed_as_it_was_costs_one_request(reader, feed):
    assert reader.visit() == "nothing to ingest"
    assert [(one.path, one.status) for one in reader.site.asked] == [("/rss", 304)]


def test_a_feed_without_etags_as_it_was_costs_one_request_too(reader, feed):
    reader.site.pages["/rss"].etag = ""
    reader.visit()
    reader.site.paths()

    assert reader.visit() == "nothing to ingest"
    assert reader.site.paths() == ["/rss"]


def test_only_a_new_entry_is_fetched(reader, feed):
    feed.add("bridge")

    assert reader.visit() == "1 new"
    assert reader.site.paths() == ["/rss", "/bridge"]


def changed_title(feed, entry):
    entry["title"] = "Another title"


def changed_date(feed, entry):
    entry["date"] = "Tue, 30 Mar 2021 12:00:00 GMT"


def lost_date(feed, entry):
    entry["date"] = ""


def changed_guid(feed, entry):
    entry["guid"] = "g99"


def lost_guid(feed, entry):
    entry["guid"] = None


def changed_link(feed, entry):
    entry["link"] += "-and-more"
    feed.site.put("/ship-and-more", feed.site.pages["/ship"].body)


def changed_link_and_title(feed, entry):
    changed_link(feed, entry)
    entry["title"] = "Another title"


def changed_guid_and_link(feed, entry):
    changed_link(feed, entry)
    entry["guid"] = "g99"


def tracked(feed, entry):
    entry["link"] += "?utm_source=rss&amp;utm_campaign=x"


def moved_to_the_top(feed, entry):
    feed.entries.remove(entry)
    feed.entries.insert(0, entry)


def scrolled_off(feed, entry):
    feed.entries.remove(entry)


def withdrawn_at_the_top(feed, entry):
    del feed.entries[0]


@pytest.mark.parametrize(
    ("edit", "fetched"),
    [
        pytest.param(changed_title, ["/ship"], id="its title"),
        pytest.param(changed_date, ["/ship"], id="its date"),
        pytest.param(lost_date, ["/ship"], id="a date that goes"),
        pytest.param(changed_guid, [], id="its guid"),
        pytest.param(lost_guid, [], id="a guid that goes"),
        pytest.param(changed_link, [], id="its link"),
        pytest.param(changed_link_and_title, ["/ship"], id="its link and title"),
        pytest.param(changed_guid_and_link, [], id="its guid and link"),
        pytest.param(tracked, [], id="who follows it"),
        pytest.param(moved_to_the_top, [], id="its place"),
        pytest.param(scrolled_off, [], id="an entry that scrolls off"),
        pytest.param(withdrawn_at_the_top, [], id="an entry withdrawn at the top"),
    ],
)
def test_what_changes_around_an_article_adds_none(reader, feed, edit, fetched):
    edit(feed, next(one for one in feed.entries if one["link"].endswith("ship")))
    feed.publish()

    for _ in range(2):
        assert reader.visit() in {"nothing to ingest", "1 unchanged", "1 updated"}
    assert reader.site.paths() == ["/rss", *fetched, "/rss"]
    assert reader.titles() == ["Story mill", "Story ship"]


def test_an_entry_that_changes_bit_by_bit_is_the_same_article_to_the_end(reader, feed):
    entry = next(one for one in feed.entries if one["link"].endswith("ship"))
    for change in (changed_guid_and_link, changed_title, changed_date, lost_guid):
        change(feed, entry)
        feed.publish()
        reader.visit()

    assert reader.titles() == ["Story mill", "Story ship"]
    assert "/ship-and-more" not in reader.site.paths()


def test_an_entry_whose_old_address_leads_nowhere_is_read_at_the_new_one(reader, feed):
    entry = next(one for one in feed.entries if one["link"].endswith("ship"))
    changed_link_and_title(feed, entry)
    feed.site.pages["/ship"] = Page(status=404)
    feed.publish()

    told = [reader.visit(), reader.visit()]

    assert told == ["1 new", "nothing to ingest"]
    assert reader.site.paths() == ["/rss", "/ship", "/ship-and-more", "/rss"]


def test_a_changed_article_whose_entry_says_so_is_a_revision(reader, feed, make_story):
    feed.entries[0]["date"] = "Tue, 30 Mar 2021 12:00:00 GMT"
    feed.publish()
    feed.site.put("/mill", make_story("Story mill", "The mill burned down on Tuesday."))

    assert reader.visit() == "1 changed"
    assert [one.revisions for one in reader.archive.listed() if one.title == "Story mill"] == [2]


def test_a_feed_that_calls_all_its_entries_the_same_loses_none(reader, newspaper):
    for name in ("ship", "mill"):
        newspaper.add(name, guid="the same")
    reader.has("feed", newspaper.feed)
    reader.visit()
    newspaper.add("bridge", guid="the same")

    assert reader.visit() == "1 new"
    assert reader.titles() == ["Story bridge", "Story mill", "Story ship"]


def test_two_entries_with_one_title_are_two_articles(reader, newspaper):
    newspaper.add("briefing-1", title="Morning briefing", guid="a")
    reader.has("feed", newspaper.feed)
    reader.visit()
    newspaper.entries.clear()
    newspaper.add("briefing-2", title="Morning briefing", date="Tue, 30 Mar 2021 12:00:00 GMT")

    assert reader.visit() == "1 new"


def test_an_article_that_was_removed_stays_away(reader, feed):
    reader.archive.remove(article_id_of(f"{feed.site.url}/ship"))
    feed.add("bridge")

    assert reader.visit() == "1 new"
    assert reader.titles() == ["Story bridge", "Story mill"]


def test_an_article_that_was_removed_is_not_even_fetched(reader, feed):
    reader.archive.remove(article_id_of(f"{feed.site.url}/ship"))
    changed_title(feed, next(one for one in feed.entries if one["link"].endswith("ship")))
    feed.publish()

    told = [reader.visit(), reader.visit()]

    assert told == ["1 removed before", "nothing to ingest"]
    assert reader.site.paths() == ["/rss", "/rss"]


def test_what_the_feed_knows_completes_a_bare_page(reader, newspaper):
    newspaper.add("ship", date="Mon, 29 Mar 2021 12:00:00 +0600")
    newspaper.add("mill", date="Sun, 28 Mar 2021 08:00:00")
    newspaper.add("bridge", date="")
    reader.has("feed", newspaper.feed)
    reader.visit()

    found = {one.title: one for one in reader.archive.listed()}

    dates = {title: one.published.isoformat() if one.published else None
             for title, one in found.items()}  # fmt: skip
    assert dates == {
        "Story ship": "2021-03-29T06:00:00Z",
        "Story mill": "2021-03-28T08:00:00",  # no zone was said, so none is told
        "Story bridge": None,
    }
    assert {one.publisher for one in found.values()} == {"Sample Radio"}
    assert {one.published.origin for one in found.values() if one.published} == {"given"}


def test_what_the_feed_said_holds_when_the_page_is_read_again(reader, newspaper, make_story):
    newspaper.add("ship", date="Mon, 29 Mar 2021 12:00:00 +0600")
    reader.has("feed", newspaper.feed)
    reader.visit()
    url = reader.site.put("/ship", make_story("Story ship", "The harbour was closed again."))

    report = reader.ingest([reader.web.get(url)])

    [one] = reader.archive.listed()
    assert report.summary() == "1 changed"
    assert one.publisher == "Sample Radio"
    assert one.published.isoformat() == "2021-03-29T06:00:00Z"


@pytest.mark.parametrize("etag", [pytest.param('"1"', id="304"), pytest.param("", id="same bytes")])
def test_what_a_feed_says_anew_of_a_page_as_it_was_is_taken_over(reader, newspaper, etag):
    entry = newspaper.add("ship", date="Mon, 29 Mar 2021 12:00:00 +0600")
    reader.site.pages["/ship"].etag = etag
    reader.has("feed", newspaper.feed)
    reader.visit()
    entry["date"] = "Sun, 28 Mar 2021 12:00:00 +0600"
    newspaper.publish()
    reader.site.paths()

    assert reader.visit() == "1 updated"
    [one] = reader.archive.listed()
    assert (one.published.isoformat(), one.revisions) == ("2021-03-28T06:00:00Z", 1)
    assert reader.site.paths() == ["/rss", "/ship"]


def test_a_date_that_a_feed_no_longer_says_still_holds(reader, newspaper, make_story):
    entry = newspaper.add("ship", date="Mon, 29 Mar 2021 12:00:00 +0600")
    reader.has("feed", newspaper.feed)
    reader.visit()
    entry["date"] = ""
    newspaper.publish()
    reader.site.put("/ship", make_story("Story ship", "The harbour was closed again."))

    assert reader.visit() == "1 changed"
    [one] = reader.archive.listed()
    assert one.published.isoformat() == "2021-03-29T06:00:00Z"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        pytest.param("/rss", Page(status=500), id="a feed that fails"),
        pytest.param("/rss", Page("<html></html>"), id="a page that is no feed"),
        pytest.param("/ship", Page(status=500), id="an entry that fails"),
        pytest.param("/ship", Page("Hi"), id="an entry without an article"),
    ],
)
def test_a_password_in_an_address_is_shown_nowhere(reader, newspaper, caplog, path, page):
    entry = newspaper.add("ship")
    entry["link"] = "/ship"
    newspaper.publish()
    reader.site.pages[path] = page
    reader.has("feed", newspaper.feed.replace("://", "://desk:secret@"))

    told = [reader.visit(), reader.health().last_error, caplog.text]
    told += [f"{one.name} {one.reason}" for one in reader.fetches.failed()]

    assert "Fetching http" in str(told) or "is not" in str(told) or "article" in str(told)
    assert "secret" not in str(told)


def test_an_article_behind_a_password_is_shown_without_it(reader, newspaper):
    entry = newspaper.add("ship")
    entry["link"] = "/ship"
    newspaper.publish()
    reader.has("feed", newspaper.feed.replace("://", "://desk:secret@"))
    reader.visit()

    [one] = reader.archive.listed()
    assert one.url == f"{reader.site.url}/ship"


# -- faults ----------------------------------------------------------------------------------


def test_an_entry_that_fails_is_tried_again_though_the_feed_is_as_it_was(reader, newspaper):
    newspaper.add("mill")
    newspaper.add("ship")
    good = reader.site.pages["/ship"]
    reader.site.pages["/ship"] = Page(status=503)
    reader.has("feed", newspaper.feed)

    assert reader.visit() == "1 new, 1 failed"
    reader.site.pages["/ship"] = good
    reader.site.paths()
    assert reader.visit() == "1 new"
    assert reader.site.paths() == ["/rss", "/ship"]
    assert reader.visit() == "nothing to ingest"
    assert reader.site.asked[-1].status == 304


def test_an_entry_that_always_fails_is_given_up_and_listed(reader, newspaper):
    newspaper.add("ship")
    reader.site.pages["/ship"] = Page(status=404)
    reader.has("feed", newspaper.feed)

    told = [reader.visit() for _ in range(MOST_TRIES + 2)]

    assert told == ["1 failed"] * MOST_TRIES + ["nothing to ingest"] * 2
    [failed] = reader.fetches.failed()
    assert failed.times == MOST_TRIES
    assert "no such page (404)" in failed.reason


def test_a_page_without_an_article_is_counted(reader, newspaper):
    newspaper.add("ship")
    reader.site.put("/ship", "<html><body>Hi</body></html>")
    reader.has("feed", newspaper.feed)

    reader.visit()

    assert reader.health().empty == 1
    assert reader.health().errors == 0


def test_pages_for_subscribers_are_counted(reader, newspaper, make_story):
    for name, said in (("a", "false"), ("b", '"True"'), ("c", "")):
        newspaper.add(name)
        data = f'{{"@type": "NewsArticle", "isAccessibleForFree": {said}}}' if said else "{}"
        head = f'<script type="application/ld+json">{data}</script>'
        reader.site.put(f"/{name}", make_story(f"Story {name}", head=head))
    reader.has("feed", newspaper.feed)

    reader.visit()

    health = reader.health()
    assert (health.read, health.open_known, health.closed) == (3, 2, 1)


def test_a_killed_reading_loses_nothing_and_reads_nothing_twice(reader, newspaper):
    for name in "abcd":
        newspaper.add(name)
    reader.has("feed", newspaper.feed)
    asked = []

    def killed(items, note):
        def some():
            for number, item in enumerate(items):
                if number == 2:
                    raise KeyboardInterrupt
                yield item

        return reader.ingest(some(), note)

    with pytest.raises(KeyboardInterrupt):
        visit(
            reader.sources.find("Sample").source,
            sources=reader.sources,
            get=reader.web.get,
            ingest=killed,
            max_bytes=1_000_000,
        )
    asked += reader.site.paths()

    assert reader.visit() == "2 new"
    # "b" was fetched before, and had not been put away.
    assert (asked, reader.site.paths()) == (["/rss", "/d", "/c", "/b"], ["/rss", "/b", "/a"])


def test_a_reading_that_is_given_up_goes_on_where_it_was(reader, newspaper):
    for name in "abc":
        newspaper.add(name)
    reader.has("feed", newspaper.feed)
    asked = iter([False, True])

    assert reader.visit(cancelled=lambda: next(asked)) == "1 new"
    assert reader.health().next_due is None
    reader.visit()
    assert reader.titles() == ["Story a", "Story b", "Story c"]


# -- the other kinds -------------------------------------------------------------------------


def test_a_long_sitemap_is_read_in_parts(reader, site):
    urls = "".join(f"<url><loc>{site.url}/{number}</loc></url>" for number in range(5))
    site.put("/map", f"<urlset>{urls}</urlset>", content_type="application/xml", etag='"m"')
    for number in range(5):
        site.put(f"/{number}", f"Words of number {number} in the list.", content_type="text/plain")
    reader.has("sitemap", f"{site.url}/map")

    told = [reader.visit(most=3) for _ in range(3)]

    assert told == ["3 new", "2 new", "nothing to ingest"]


def test_a_listed_address_is_looked_at_every_time(reader, site, make_story, tmp_path):
    site.put("/a", make_story("A"), etag='"a"')
    (tmp_path / "list.txt").write_text(f"# mine\n{site.url}/a\n", encoding="utf-8")
    reader.has("urls", str(tmp_path / "list.txt"))

    told = [reader.visit(), reader.visit()]
    site.put("/a", make_story("A", "The harbour was closed again on Thursday."))
    told.append(reader.visit())

    assert told == ["1 new", "1 unchanged", "1 changed"]
    assert [one.status for one in site.asked if one.path == "/a"] == [200, 304, 200]


def test_a_list_of_addresses_on_the_web_is_read_though_it_is_as_it_was(reader, site, make_story):
    site.put("/a", make_story("A"), etag='"a"')
    site.put("/list", f"{site.url}/a", content_type="text/plain", etag='"l"')
    reader.has("urls", f"{site.url}/list")

    assert [reader.visit(), reader.visit()] == ["1 new", "1 unchanged"]


def test_a_folder_is_read_when_a_file_is_new_or_changed(reader, tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    (folder / "a.txt").write_text("Ships move again in the canal.", encoding="utf-8")
    (folder / "b.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n', encoding="utf-8")
    (folder / "README.md").write_text("# About this folder", encoding="utf-8")
    reader.has("folder", str(folder))

    told = [reader.visit(), reader.visit()]
    (folder / "a.txt").write_text("Ships move again in the canal, slowly.", encoding="utf-8")
    told.append(reader.visit())

    assert told == ["3 new", "nothing to ingest", "1 changed"]


# -- health ----------------------------------------------------------------------------------


def test_a_source_that_is_well_is_due_again_after_its_time(reader, feed):
    health = reader.health()

    assert health.next_due - health.last_success == timedelta(seconds=900)
    assert health.errors == 0


def test_a_failing_source_rests_longer_each_time_and_recovers(reader, feed):
    good = reader.site.pages["/rss"]
    reader.site.pages["/rss"] = Page(status=500)
    rests = []

    for _ in range(4):
        assert "answered 500" in reader.visit()
        health = reader.health()
        rests.append((health.next_due - health.last_failure).total_seconds() / 60)

    assert rests == [15, 30, 60, 120]
    assert reader.health().errors == 4
    reader.site.pages["/rss"] = good
    reader.visit()
    assert (reader.health().errors, reader.health().last_error) == (0, "")


def test_the_pause_that_a_server_asks_for_is_kept(reader, feed):
    reader.site.pages["/rss"] = Page(status=429, headers={"Retry-After": "7200"})

    reader.visit()

    health = reader.health()
    assert health.next_due - health.last_failure == timedelta(hours=2)


def test_a_feed_that_is_gone_for_good_is_given_up_at_once(reader, feed):
    reader.site.pages["/rss"] = Page(status=410)

    reader.visit()

    assert reader.health().paused == "it is gone for good (410)"
    assert not reader.health().told
    assert reader.titles() == ["Story mill", "Story ship"]


@pytest.mark.parametrize(
    ("errors", "days", "is_given_up"),
    [
        pytest.param(12, 1, False, id="many within a day"),
        pytest.param(4, 8, False, id="a few over days"),
        pytest.param(12, 5, True, id="many over days"),
    ],
)
def test_a_feed_that_keeps_failing_is_given_up(reader, feed, errors, days, is_given_up):
    reader.site.pages["/rss"] = Page(status=404)

    for _ in range(errors):
        reader.visit()
        reader.now += timedelta(days=days / errors)

    assert bool(reader.health().paused) is is_given_up


def test_an_odd_source_is_told_and_rests(reader, feed, caplog):
    def odd(items, note):
        raise RuntimeError("nobody expected this")

    visited = visit(
        reader.sources.find("Sample").source,
        sources=reader.sources,
        get=reader.web.get,
        ingest=odd,
        max_bytes=1_000_000,
    )

    assert "nobody expected this" in str(visited.error)
    assert reader.health().errors == 1
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_a_page_that_is_no_feed_is_an_error_of_the_source(reader, site, make_story):
    site.put("/rss", make_story("No feed here"))
    reader.has("feed", f"{site.url}/rss")

    assert "is not an RSS or Atom feed" in reader.visit()
    assert reader.health().errors == 1
