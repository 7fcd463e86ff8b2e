"""Articles are read by the language model of the settings where they allow it, over real HTTP."""

import json
import threading

import pytest

from archive import FactShelf
from cli.completing import complete, complete_if_allowed, keep_completing
from cli.parts import Parts
from cli.settings import load
from news.errors import UsageError
from tests.builders import article, day
from tests.model_server import ModelServer, Reply, says

SENTENCE = "The week took a heavy count of miners, and the dead were 23 in the end."
ARTICLE = article(f"A mine collapsed. {SENTENCE}", published=day("2020-02-09"))
GOOD = says(json.dumps({"figures": [{"quote": SENTENCE, "number": "23", "measure": "killed"}]}))


@pytest.fixture
def opened(tmp_path, embedder):
    """Return parts over one article, with the settings of [llm] that are given."""
    made = []

    def opened(llm):
        file = tmp_path / "config.toml"
        file.write_text(f"[llm]\n{llm}", encoding="utf-8")
        parts = Parts(load(file, tmp_path / "data"))
        parts.__dict__["embedder"] = embedder
        parts.archive.put(ARTICLE, parts.chunk(ARTICLE), layout=parts.layout)
        parts.catch_up()
        made.append(parts)
        return parts

    yield opened
    for parts in made:
        parts.close()


def read_by(parts):
    return [one.read_by for one in FactShelf(parts.archive).figures([ARTICLE.id])]


def allowed(server):
    return f'model = "openai:scripted"\nbase_url = "{server.url}"\nread_articles = true\n'


def test_what_the_model_adds_is_seen_with_its_name(opened):
    with ModelServer() as server:
        server.replies = [GOOD]
        parts = opened(allowed(server))

        done = complete(parts)

    assert (done.articles, done.kept) == (1, 1)
    assert read_by(parts) == ["openai:scripted"]


def test_after_a_refusal_it_is_read_the_next_time(opened, capsys):
    with ModelServer() as server:
        server.replies = [Reply(status=429, headers={"retry-after-ms": "1"})]
        parts = opened(allowed(server))
        complete_if_allowed(parts)
        server.replies = [GOOD]

        done = complete(parts)

    assert "is over its quota. The rest is read later." in capsys.readouterr().err
    assert done.kept == 1


def test_in_the_background_it_goes_on_after_a_refusal_until_it_is_told_to_stop(opened, caplog):
    stop, again = threading.Event(), threading.Event()

    def late(body):
        again.set()
        return GOOD

    with ModelServer() as server:
        server.replies = [*[Reply(status=429, headers={"retry-after-ms": "1"})] * 2, late]
        parts = opened(allowed(server))
        thread = threading.Thread(target=keep_completing, args=(parts, stop, 0.01))
        thread.start()
        again.wait(20)
        while FactShelf(parts.archive).position_of_model() == 0 and thread.is_alive():
            stop.wait(0.01)
        stop.set()
        thread.join(20)

    assert read_by(parts) == ["openai:scripted"]
    assert "over its quota. The rest is read later." in caplog.text
    assert "read 1 articles and added 1 figures" in caplog.text


def test_unasked_nothing_is_sent(opened):
    with ModelServer() as server:
        parts = opened(f'model = "openai:scripted"\nbase_url = "{server.url}"\n')

        complete_if_allowed(parts)

    assert server.asked == []
    with pytest.raises(UsageError, match="read_articles"):
        complete(parts)
