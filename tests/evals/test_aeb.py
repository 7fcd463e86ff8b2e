import gzip
import json

import pytest

from evals import aeb


@pytest.mark.parametrize(
    ("body", "found", "score"),
    [
        pytest.param("a b c d e", "a b c d e", (1, 1), id="all of it"),
        pytest.param("a b c d e", "", (0, 0), id="nothing found"),
        pytest.param("", "", (1, 1), id="nothing there"),
        pytest.param("", "a b c d e", (0, 0), id="something where nothing is"),
        pytest.param("a b c d e", "a b c d", (1, 0.5), id="half of it"),
        pytest.param("a b c d", "a b c d e f g", (0.25, 1), id="too much"),
        pytest.param("a, b; c! d", "a b c d", (1, 1), id="words only"),
        pytest.param("a b c d", "A b c d", (0, 0), id="another case"),
        pytest.param("a b", "a b", (1, 1), id="fewer words than a shingle"),
    ],
)
def test_a_page_is_scored_by_shingles_of_four_words(body, found, score):
    assert aeb.score_of(body, found) == score


def test_f1_is_of_the_means():
    score = aeb.mean([aeb.Score(1, 0.5), aeb.Score(0.5, 1)])

    assert score.f1 == pytest.approx(0.75)


def test_the_interval_holds_the_mean():
    scores = [aeb.Score(number / 10, 1) for number in range(11)]
    low, high = aeb.interval(scores)

    assert low < aeb.mean(scores).f1 < high


def test_an_extractor_is_measured_beside_trafilatura_alone(tmp_path):
    words = " ".join(f"The ship number {number} moved on." for number in range(40))
    page = f"<html><body><article><p>{words}</p><p>{words[::-1]}</p></article></body></html>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
    truth = {"one": {"articleBody": words, "url": "https://post.example/"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))

    figures = aeb.evaluate(tmp_path, lambda content, url: words if url else "")

    assert figures["pages"] == 1
    assert figures["f1"] == 1
    assert 0.6 < figures["trafilatura f1"] < 0.9
