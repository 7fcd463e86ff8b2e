"""Sources from the command line, in processes of their own, with a site on this machine."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from cli.settings import ROOT
from tests.site import Page, Site
from tests.telegram_api import TelegramServer

TEXT = (
    "The harbour of Port Sample was opened again on Monday after a ship had blocked it for six "
    "days, the harbour master said. Forty ships had waited outside."
)


@pytest.fixture
def site():
    with Site() as site:
        page = f"<html><body><article><h1>Harbour opened</h1><p>{TEXT}</p></article></body></html>"
        site.put("/harbour", page, etag='"1"')
        site.put(
            "/rss",
            f"<rss><channel><title>Sample Radio</title><item><title>Harbour opened</title>"
            f"<link>{site.url}/harbour</link></item></channel></rss>",
            content_type="application/rss+xml",
            etag='"1"',
        )
        yield site


@pytest.fixture
def config(tmp_path, site):
    file = tmp_path / "config.toml"
    file.write_text(
        f"""
        [ingest]
        allow_hosts = ["127.0.0.1"]
        pause = 0
        every = "1s"

        [[ingest.source]]
        kind = "feed"
        url = "{site.url}/rss"
        name = "Radio"
        """,
        encoding="utf-8",
    )
    return file


def command(config, *arguments):
    return [sys.executable, "-m", "cli", "--config", str(config), *arguments]


def dateline(config, *arguments):
    return subprocess.run(
        command(config, *arguments),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_sources_are_listed_paused_exchanged_and_removed(config, tmp_path):
    (tmp_path / "mine.opml").write_text(
        '<opml version="2.0"><body><outline text="Paper" xmlUrl="https://paper.example/rss"/>'
        "</body></opml>",
        encoding="utf-8",
    )

    imported = dateline(config, "sources", "import", str(tmp_path / "mine.opml"))
    again = dateline(config, "sources", "import", str(tmp_path / "mine.opml"))
    paused = dateline(config, "sources", "pause", "radio")
    listed = dateline(config, "sources", "--json")
    exported = dateline(config, "sources", "--opml")
    removed = dateline(config, "sources", "remove", "Paper")
    refused = dateline(config, "sources", "remove", "Radio")
    left = dateline(config, "sources")

    assert imported.stdout == "1 added, 0 there already\n", imported.stderr
    assert again.stdout == "0 added, 1 there already\n"
    assert paused.stdout == "Paused: Radio\n"
    found = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [(one["name"], one["home"], one["paused"]) for one in found] == [
        ("Paper", "archive", None),
        ("Radio", "config", "paused by an admin"),
    ]
    assert 'xmlUrl="https://paper.example/rss"' in exported.stdout
    assert removed.stdout == "Removed: Paper\n"
    assert (refused.returncode, "take it out of" in " ".join(refused.stderr.split())) == (2, True)
    assert [line for line in left.stdout.splitlines() if "Paper" in line] == []


def test_a_source_is_read_and_what_failed_is_tried_again(config, site):
    good = site.pages["/harbour"]
    site.pages["/harbour"] = Page(status=404)

    first = dateline(config, "sources", "read", "Radio")
    failed = dateline(config, "failed")
    site.pages["/harbour"] = good
    retried = dateline(config, "failed", "--retry")
    empty = dateline(config, "failed")
    again = dateline(config, "ingest", f"{site.url}/harbour")

    assert (first.stdout, first.returncode) == ("Radio: 1 failed\n", 1)
    assert f"Fetching {site.url}/harbour failed: there is no such page (404)" in failed.stdout
    assert retried.stdout == "1 new\n"
    assert (empty.stdout, "Nothing failed" in empty.stderr) == ("", True)
    assert again.stdout == "1 unchanged\n"
    assert site.asked[-1].status == 304


def test_a_watch_reads_what_is_due_until_it_is_told_to_stop(config, site):
    watching = subprocess.Popen(
        command(config, "ingest", "--watch"), cwd=ROOT, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 120
        while [one.path for one in site.asked].count("/rss") < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        watching.send_signal(signal.SIGTERM)
        _, said = watching.communicate(timeout=60)
    finally:
        watching.kill()
    shown = dateline(config, "articles")

    assert watching.returncode == 0, said
    assert "Traceback" not in said
    assert [one.status for one in site.asked if one.path == "/rss"][:2] == [200, 304]
    assert "Harbour opened, Sample Radio" in shown.stdout


def test_the_bot_reads_its_sources_and_writes_to_the_admin_of_a_dead_one(config, site):
    site.put("/dead", "", status=410)
    with TelegramServer() as telegram:
        config.write_text(
            config.read_text(encoding="utf-8")
            + f"""
            [[ingest.source]]
            kind = "feed"
            url = "{site.url}/dead"
            name = "Dead"

            [telegram]
            admins = [1]
            api_base_url = "{telegram.url}"
            """,
            encoding="utf-8",
        )
        ada = telegram.user(1, "Ada")
        ada.says("/start")
        serving = subprocess.Popen(
            command(config, "bot"), cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
            env={**os.environ, "TELEGRAM_BOT_TOKEN": telegram.token},
        )  # fmt: skip
        try:
            told = telegram.wait_for_message(1, "I gave up the source “Dead”", timeout=120)
            asked = ada.says("/sources")
            listed = telegram.wait_for_message(1, "Radio (feed)", timeout=60, after=asked.id)
            serving.send_signal(signal.SIGTERM)
            _, said = serving.communicate(timeout=60)
        finally:
            serving.kill()

    assert "it is gone for good (410)" in told.text
    assert "1 read" in listed.text
    assert serving.returncode == 0, said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["ingest"], "Give files, folders or addresses", id="nothing to ingest"),
        pytest.param(["ingest", "--watch", "a.txt"], "or --watch", id="both"),
        pytest.param(["sources", "pause", "x"], "no source named 'x'", id="no such source"),
        pytest.param(["sources", "import", "no.opml"], "no file no.opml", id="no file"),
    ],
)
def test_what_is_asked_wrongly_is_a_sentence(config, arguments, sentence):
    asked = dateline(config, *arguments)

    assert asked.returncode == 2, asked.stderr
    assert sentence in " ".join(asked.stderr.split())
    assert "Traceback" not in asked.stderr
