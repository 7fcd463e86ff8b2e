"""Fetching as a polite visitor: bounds, robots.txt, pauses, tries, and asking only for news."""

import socket
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ingest.report import Unchanged
from ingest.web.pace import Stopped
from news.article import Fetched, Origin
from news.errors import FetchError, Gone, TryLater
from tests.site import Page


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        pytest.param("missing", Gone, "no such page .404.", id="404"),
        pytest.param("refused", FetchError, "the server refuses it .403.", id="403"),
        pytest.param("busy", TryLater, "answered 503; try again later", id="503"),
        pytest.param("circle", FetchError, "redirects without end", id="a circle of redirects"),
        pytest.param("large", FetchError, "stopped at 20,000 bytes", id="too large"),
        pytest.param("bomb", FetchError, "stopped at 20,000 bytes", id="too large when unpacked"),
        pytest.param("image", FetchError, "gave image/png, which cannot be read", id="an image"),
        pytest.param("slow", FetchError, "longer than 0.3 seconds", id="no answer in time"),
        pytest.param("drip", FetchError, "longer than 0.3 seconds", id="an answer without end"),
        pytest.param("private", FetchError, "robots.txt asks programs", id="not for programs"),
    ],
)
def test_a_failed_fetch_is_a_sentence_with_the_url(make_web, web, path, error, says):
    fetching = make_web(timeout=0.3, max_bytes=20_000)

    with pytest.raises(error, match=says) as caught:
        fetching.get(f"{web}/{path}")

    assert f"{web}/{path}" in str(caught.value)


def test_a_refused_connection_is_a_sentence(make_web):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"

        with pytest.raises(TryLater, match="no connection") as caught:
            make_web().get(url)

    assert f"Fetching {url} failed" in str(caught.value)


def test_a_look_up_without_an_answer_is_a_sentence(make_web):
    answered = threading.Event()
    fetching = make_web(timeout=0.2, resolve=lambda host, port: [str(answered.wait(30))])

    with pytest.raises(TryLater, match="looking up the host a.example took longer than 0.2 sec"):
        fetching.get("http://a.example/")

    answered.set()


@pytest.mark.parametrize("target", ["http://", "http://[", "https://exa mple/", "ftp://a.b/c"])
def test_an_address_that_is_none_is_a_sentence(make_web, target):
    with pytest.raises(FetchError):
        make_web(timeout=1).get(target)


def test_a_page_that_is_gone_for_good_says_so(make_web, site):
    url = site.put("/a", "", status=410)

    with pytest.raises(Gone) as caught:
        make_web().get(url)

    assert caught.value.for_good


# -- who asks, and whether we may ------------------------------------------------------------


def test_a_site_is_told_who_asks_and_whom_to_write_to(make_web, site):
    make_web(contact="desk@news.example").get(site.put("/a", "words", content_type="text/plain"))

    assert {one.headers["User-Agent"] for one in site.asked} == {
        "Dateline/0.1 (+desk@news.example)"
    }


@pytest.mark.parametrize(
    ("robots", "may"),
    [
        pytest.param(Page(status=404), True, id="none"),
        pytest.param(Page(status=403), True, id="kept to itself"),
        pytest.param(Page("User-agent: *\nDisallow: /news"), False, id="for all"),
        pytest.param(Page("User-agent: Dateline\nDisallow: /"), False, id="by our name"),
        pytest.param(Page("User-agent: other\nDisallow: /"), True, id="for another"),
        pytest.param(Page("User-agent: *\nDisallow: /*.html$"), False, id="with wildcards"),
        pytest.param(
            Page("User-agent: *\nDisallow: /news\nAllow: /news/a"), True, id="an exception"
        ),
    ],
)
def test_a_page_is_read_if_robots_txt_lets_us(make_web, site, robots, may):
    site.pages["/robots.txt"] = robots
    url = site.put("/news/a.html", "words", content_type="text/plain")

    try:
        make_web().get(url)
    except FetchError:
        assert not may
    else:
        assert may
    assert ("/news/a.html" in site.paths()) is may


def test_a_site_whose_robots_txt_cannot_be_had_is_left_for_later(make_web, site):
    site.pages["/robots.txt"] = Page(status=503)
    url = site.put("/a", "words", content_type="text/plain")

    with pytest.raises(TryLater, match="503"):
        make_web().get(url)

    assert site.paths() == []


def test_robots_txt_is_asked_for_once(make_web, site):
    fetching = make_web()
    for path in ("/a", "/b"):
        fetching.get(site.put(path, "words", content_type="text/plain"))

    assert [one.path for one in site.asked] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("robots", "waited"),
    [
        pytest.param(Page(status=404), 5, id="our own pause"),
        pytest.param(Page("User-agent: *\nCrawl-delay: 20"), 20, id="a longer one is asked for"),
        pytest.param(Page("User-agent: *\nCrawl-delay: 9000"), 60, id="one that nobody waits for"),
    ],
)
def test_between_two_requests_to_a_site_is_a_pause(make_web, site, robots, waited):
    site.pages["/robots.txt"] = robots
    waits = []
    fetching = make_web(pause=5, wait=waits.append)

    for path in ("/a", "/b"):
        fetching.get(site.put(path, "words", content_type="text/plain"))

    assert round(sum(waits)) in {2 * waited, 2 * waited - 1}


def test_a_site_is_asked_one_thing_at_a_time(make_web, site):
    at_once, most = [], []

    def page():
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.01)
        at_once.pop()
        return Page("words", content_type="text/plain")

    fetching = make_web()
    for number in range(8):
        site.pages[f"/{number}"] = page
    threads = [
        threading.Thread(target=fetching.get, args=(f"{site.url}/{number}",)) for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1] * 8


# -- trying again ----------------------------------------------------------------------------


def failing(times, **given):
    """Return a page that fails so often."""
    answers = [Page(**given) for _ in range(times)]
    return lambda: answers.pop() if answers else Page("words", content_type="text/plain")


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again_with_growing_pauses(make_web, site, status):
    site.pages["/a"] = failing(2, status=status)
    waits = []

    document = make_web(tries=3, backoff=1, wait=waits.append).get(f"{site.url}/a")

    assert document.content == b"words"
    assert [wait for wait in waits if wait] == [1, 3]


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_what_will_not_get_better_is_asked_once(make_web, site, status):
    site.pages["/a"] = failing(1, status=status)

    with pytest.raises(FetchError):
        make_web(tries=3).get(f"{site.url}/a")

    assert site.paths() == ["/a"]


def test_the_pause_that_a_server_asks_for_is_kept(make_web, site):
    site.pages["/a"] = failing(1, status=429, headers={"Retry-After": "7"})
    waits = []

    make_web(tries=2, backoff=1, wait=waits.append).get(f"{site.url}/a")

    assert [wait for wait in waits if wait] == [7]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda at: "7200", id="in seconds"),
        pytest.param(lambda at: format_datetime(at, usegmt=True), id="as a date"),
    ],
)
def test_a_server_that_wants_a_long_pause_is_left_for_later(make_web, site, written):
    asked = written(datetime.now(UTC) + timedelta(hours=2))
    site.pages["/a"] = failing(1, status=503, headers={"Retry-After": asked})

    with pytest.raises(TryLater) as caught:
        make_web(tries=3).get(f"{site.url}/a")

    assert 6000 < caught.value.after <= 7200
    assert site.paths() == ["/a"]


def test_one_who_is_told_to_stop_waits_for_nothing(make_web, site):
    stop = threading.Event()
    stop.set()

    with pytest.raises(Stopped):
        make_web(pause=60, wait=stop.wait).get(site.put("/a", "words"))


# -- asking only for news --------------------------------------------------------------------


def test_a_page_is_known_by_what_the_server_and_its_bytes_say(make_web, site):
    url = site.put("/a", "words", etag='"1"', headers={"Last-Modified": "Sun, 09 Feb 2020"})

    fetched = make_web().get(url).fetched

    assert (fetched.etag, fetched.last_modified) == ('"1"', "Sun, 09 Feb 2020")
    assert len(fetched.content_hash) == 32


@pytest.mark.parametrize(
    ("etag", "status"),
    [
        pytest.param('"1"', 304, id="the server says so"),
        pytest.param("", 200, id="the bytes say so"),
    ],
)
def test_a_page_that_is_as_it_was_is_not_read_again(make_web, site, etag, status):
    url = site.put("/a", "words", etag=etag)
    fetched = make_web().get(url).fetched
    known = Fetched(fetched.content_hash, fetched.etag, article_id="a1")
    site.asked.clear()

    again = make_web(known={url: known}.get).get(url)

    assert again == Unchanged(Origin("url", url), "a1")
    assert [(one.path, one.status) for one in site.asked[1:]] == [("/a", status)]


def test_the_same_bytes_as_something_else_are_read(make_web, site):
    url = site.put("/a", "words", content_type="text/plain")
    known = make_web().get(url).fetched
    site.put("/a", "words", content_type="text/html")

    assert make_web(known={url: known}.get).get(url).media_type == "text/html"


def test_a_page_of_which_something_else_is_said_is_fetched_whole(make_web, site):
    url = site.put("/a", "words", etag='"1"')
    fetched = make_web().get(url).fetched
    web = make_web(known={url: replace(fetched, given={"title": "A", "section": "b"})}.get)

    same, other = (web.get(url, given={"title": title}) for title in "AB")

    assert isinstance(same, Unchanged)
    assert other.content == b"words"


def test_a_changed_page_is_read(make_web, site):
    url = site.put("/a", "words", etag='"1"')
    fetched = make_web().get(url).fetched
    site.put("/a", "other words", etag='"2"')

    document = make_web(known={url: fetched}.get).get(url)

    assert document.content == b"other words"
    assert document.fetched.etag == '"2"'
