"""What is due is read once, by one process at a time, and the dead are told of once."""

import os
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from archive import Sources
from ingest.health import Visit, after_failure, after_success
from ingest.report import Report
from ingest.schedule import Schedule
from ingest.turn import LEASE
from ingest.visit import Visited
from ingest.web.pace import Stopped
from news.errors import ArchiveError, DatelineError, FetchError, Gone, NotFound
from news.source import Source

START = datetime(2021, 4, 1, tzinfo=UTC)
STOP = threading.Event()


class NoWait:
    """Nobody says stop, and nobody waits."""

    def is_set(self):
        return False

    def wait(self, seconds):
        return False


class Desk:
    """Sources whose visits are noted and do what the test says, at a time that it moves on."""

    def __init__(self, archive, *names):
        self.sources = Sources(archive)
        self.now = START
        self.visited = []
        self.told = []
        self.happens = {}
        found = [Source(name, "feed", f"https://{name}.example/rss", 900.0) for name in names]
        self.sources.configure(found, 900.0)

    def visit(self, source, cancelled):
        self.visited.append(source.name)
        self.cancelled = cancelled
        error = self.happens.get(source.name, lambda: None)()
        health = self.sources.find(source.name).health
        if error:
            health = after_failure(health, source, self.now, error, Visit())
        else:
            health = after_success(health, source, self.now, Visit())
        self.sources.keep(source.name, health)
        return Visited(source, Report(), error)

    def schedule(self, tell=None):
        return Schedule(self.sources, self.visit, tell or self.told.append, now=lambda: self.now)


def test_what_is_due_is_visited_and_what_is_not_is_left(archive):
    desk = Desk(archive, "a", "b")
    schedule = desk.schedule()

    schedule.catch_up(STOP)
    schedule.catch_up(STOP)

    assert desk.visited == ["a", "b"]


def test_what_was_missed_is_read_once(archive):
    desk = Desk(archive, "a")
    schedule = desk.schedule()
    schedule.catch_up(STOP)
    desk.now += timedelta(days=10)

    schedule.catch_up(STOP)
    schedule.catch_up(STOP)

    assert desk.visited == ["a", "a"]


@pytest.mark.parametrize("every", [0.0, 900.0])
def test_a_source_that_is_never_due_or_paused_is_left(archive, every):
    desk = Desk(archive)
    desk.sources.configure([Source("a", "feed", "https://a.example/", every)], 900.0)
    if every:
        health = desk.sources.find("a").health
        desk.sources.keep("a", after_failure(
            health, desk.sources.find("a").source, START, Gone("Gone.", for_good=True), Visit()
        ))  # fmt: skip

    desk.schedule().catch_up(STOP)

    assert desk.visited == []


def test_two_never_read_at_once(archive):
    desk = Desk(archive, "a", "b")
    other = desk.schedule()
    came = []
    desk.happens["a"] = lambda: came.append(other.catch_up(STOP))

    desk.schedule().catch_up(STOP)

    assert came == [[]]
    assert desk.visited == ["a", "b"]


def test_a_claim_of_a_killed_process_is_over_in_time(archive):
    desk = Desk(archive, "a")
    desk.sources.claim("killed", START, START + LEASE)
    schedule = desk.schedule()

    schedule.catch_up(STOP)
    assert desk.visited == []
    desk.now += LEASE + timedelta(seconds=1)
    schedule.catch_up(STOP)

    assert desk.visited == ["a"]


def test_a_claim_of_a_process_of_this_machine_ends_with_it(archive):
    desk = Desk(archive, "a")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for holder, is_taken in (
        (f"{socket.gethostname()}:{os.getppid()}:x", False),
        (f"elsewhere:{gone.pid}:x", False),
        (f"{socket.gethostname()}:{gone.pid}:x", True),
    ):
        desk.sources.release(desk.sources.holder())
        desk.sources.claim(holder, START, START + LEASE)

        desk.schedule().catch_up(STOP)

        assert desk.visited == (["a"] if is_taken else [])


def test_one_who_lost_the_claim_reads_no_further(archive):
    desk = Desk(archive, "a", "b")

    def long():
        desk.now += 2 * LEASE
        desk.sources.claim("another", desk.now, desk.now + LEASE)

    desk.happens["a"] = long

    desk.schedule().catch_up(STOP)

    assert desk.visited == ["a"]
    assert not desk.sources.claim("a third", desk.now, desk.now + LEASE)


def test_a_source_is_visited_by_name_though_it_is_not_due(archive):
    desk = Desk(archive, "a")
    schedule = desk.schedule()
    schedule.catch_up(STOP)

    assert schedule.visit(desk.sources.find("A").source, STOP) is not None
    desk.sources.claim("another", desk.now, desk.now + LEASE)
    assert schedule.visit(desk.sources.find("a").source, STOP) is None
    assert desk.visited == ["a", "a"]


def test_one_who_is_told_to_stop_begins_nothing_more(archive):
    desk = Desk(archive, "a", "b")
    stop = threading.Event()
    desk.happens["a"] = stop.set

    desk.schedule().catch_up(stop)

    assert desk.visited == ["a"]
    assert desk.cancelled()


def test_the_admins_are_told_once_of_a_source_that_is_given_up(archive):
    desk = Desk(archive, "a")
    desk.happens["a"] = lambda: Gone("There is no such page.", for_good=True)
    schedule = desk.schedule()

    for _ in range(3):
        schedule.catch_up(STOP)
        desk.now += timedelta(days=1)

    [told] = desk.told
    assert "“a” (https://a.example/rss): it is gone for good (410)" in told
    assert "There is no such page." in told


def test_what_could_not_be_told_is_told_later(archive):
    desk = Desk(archive, "a")
    desk.happens["a"] = lambda: Gone("There is no such page.", for_good=True)

    def nobody_there(text):
        raise DatelineError("Nobody is there.")

    with pytest.raises(DatelineError):
        desk.schedule(nobody_there).catch_up(STOP)
    desk.schedule().catch_up(STOP)

    assert len(desk.told) == 1


def test_watching_goes_on_after_a_fault_and_ends_when_told_to(archive, caplog):
    desk = Desk(archive, "a")
    faults = iter([ArchiveError("The disk is full."), Stopped()])

    def fault():
        raise next(faults)

    desk.happens["a"] = fault
    desk.schedule().watch(NoWait())

    assert desk.visited == ["a", "a"]
    assert "The disk is full." in caplog.text


def test_a_watch_ends_soon_after_it_is_told_to(archive):
    desk = Desk(archive, "a")
    stop = threading.Event()
    visited = threading.Event()
    desk.happens["a"] = visited.set
    watching = threading.Thread(target=desk.schedule().watch, args=(stop,))
    watching.start()
    assert visited.wait(20)

    stop.set()
    watching.join(20)

    assert not watching.is_alive()


# -- the list of sources ---------------------------------------------------------------------


def test_the_settings_may_change_and_health_and_entries_stay_where_the_place_does(archive):
    desk = Desk(archive, "a", "b", "c")
    desk.schedule().catch_up(STOP)
    changed = [
        Source("a", "feed", "https://a.example/rss", 60.0),
        Source("b", "feed", "https://elsewhere.example/rss", 900.0),
    ]

    desk.sources.configure(changed, 900.0)

    assert [one.source for one in desk.sources.listed()] == changed
    assert [bool(one.health.last_success) for one in desk.sources.listed()] == [True, False]


def test_an_imported_source_is_kept_in_the_archive_and_can_be_removed(archive):
    desk = Desk(archive, "a")
    mine = Source("Mine", "feed", "https://mine.example/rss", home="archive")

    assert desk.sources.add(mine)
    assert not desk.sources.add(mine)
    desk.sources.configure([], 60.0)
    assert [(one.source.name, one.source.every) for one in desk.sources.listed()] == [("Mine", 60)]
    desk.sources.remove("mine")
    with pytest.raises(NotFound, match="no source named 'Mine'"):
        desk.sources.find("Mine")


def test_a_source_of_the_settings_is_removed_there(archive):
    desk = Desk(archive, "a")

    with pytest.raises(DatelineError, match="take it out of"):
        desk.sources.remove("a")


def test_a_source_that_failed_says_how_often(archive):
    desk = Desk(archive, "a")
    desk.happens["a"] = lambda: FetchError("No connection.")

    [visited] = desk.schedule().catch_up(STOP)

    assert visited.summary() == "a: No connection."
