"""What is shown: answers, quotes in their place, lists; messages split; links to words."""

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import Listed
from bot.render import (
    Entity,
    Message,
    Writer,
    render_answer,
    render_articles,
    render_growing,
    render_more,
    render_quotes,
    split,
    text_fragment,
    utf16_length,
)
from news.answer import Answer, Quote
from news.article import Origin
from news.moment import moment_of_day
from news.passage import Passage
from news.verify import Source

TEXT = (
    "Clashes broke out on Friday. Police came late. Ten people died in the clashes. "
    "Thirty homes were damaged. Shops burned. The president spoke. Nobody else did."
)
SOURCE = Source(
    article_id="a1",
    revision="r1",
    text=TEXT,
    title="Ten die in clashes 😢",
    publisher="Sample Wire",
    published=moment_of_day(date(2020, 2, 9)),
    url="https://example.org/clashes",
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def quote(words: str, **changes) -> Quote:
    start, end = span(words)
    made = Quote(
        text=words,
        article_id="a1",
        revision="r1",
        start=start,
        end=end,
        title=SOURCE.title,
        publisher=SOURCE.publisher,
        published=SOURCE.published,
        url=SOURCE.url,
    )
    return replace(made, **changes)


def passage(words: str) -> Passage:
    start, end = span(words)
    return Passage("c1", "a1", "r1", words, start, end, "Ten die", "Sample Wire")


def shown(message: Message, entity: Entity) -> str:
    units = message.text.encode("utf-16-le")
    return units[2 * entity.offset : 2 * entity.end].decode("utf-16-le")


def stretches(message: Message, kind: str) -> list[str]:
    return [shown(message, entity) for entity in message.entities if entity.kind == kind]


def labels(message: Message) -> list[str]:
    return [f"{button.label} {button.data}" for row in message.buttons for button in row]


# -- answers ---------------------------------------------------------------------------------


def test_an_answer_is_text_then_quotes_with_their_origin_then_buttons():
    answer = Answer(
        "How many died?",
        "Ten people died 😢.",
        (quote("Ten people died in the clashes."), quote("Thirty homes were damaged.")),
    )

    [message] = render_answer(answer, 7, owner="5")

    assert message.text == (
        "Ten people died 😢.\n\n"
        "Ten people died in the clashes.\n"
        "— Sample Wire, 9 February 2020 · Ten die in clashes 😢\n\n"
        "Thirty homes were damaged.\n"
        "— Sample Wire, 9 February 2020 · Ten die in clashes 😢"
    )
    assert stretches(message, "expandable_blockquote") == [
        "Ten people died in the clashes.",
        "Thirty homes were damaged.",
    ]
    assert stretches(message, "text_link") == ["Ten die in clashes 😢"] * 2
    assert [entity.url for entity in message.entities if entity.url] == [
        "https://example.org/clashes#:~:text=Ten%20people%20died%20in%20the%20clashes.",
        "https://example.org/clashes#:~:text=Thirty%20homes%20were%20damaged.",
    ]
    assert labels(message) == ["Quotes q:5:7", "More m:5:7"]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        pytest.param({}, "— Sample Wire, 9 February 2020 · Ten die in clashes 😢", id="all known"),
        pytest.param(
            {"publisher": None}, "— 9 February 2020 · Ten die in clashes 😢", id="no name"
        ),
        pytest.param({"published": None}, "— Sample Wire · Ten die in clashes 😢", id="no date"),
        pytest.param(
            {"publisher": None, "published": None}, "— Ten die in clashes 😢", id="title alone"
        ),
        pytest.param(
            {"title": ""},
            "— Sample Wire, 9 February 2020 · https://example.org/clashes",
            id="no title",
        ),
    ],
)
def test_the_line_below_a_quote_says_what_is_known(changes, line):
    answer = Answer("?", "Ten.", (quote("Ten people died in the clashes.", **changes),))

    [message] = render_answer(answer, 1)

    assert message.text.splitlines()[-1] == line


@pytest.mark.parametrize("url", [None, "", "/data/clashes.txt", "ftp://example.org/a"])
def test_without_an_address_the_title_is_no_link(url):
    answer = Answer("?", "Ten.", (quote("Shops burned.", url=url),))

    [message] = render_answer(answer, 1)

    assert stretches(message, "text_link") == []


def test_of_an_answer_that_is_being_written_the_quotes_are_shown_without_buttons():
    growing = Answer("How many died?", "", (quote("Ten people died in the clashes."),))

    message = render_growing(growing)

    assert message.text == (
        "Ten people died in the clashes.\n"
        "— Sample Wire, 9 February 2020 · Ten die in clashes 😢\n\nWriting the answer …"
    )
    assert message.buttons == ()


def test_an_answer_without_quotes_marks_the_two_nearest_passages_as_none():
    nearest = tuple(map(passage, ["Police came late.", "Shops burned.", "The president spoke."]))
    answer = Answer("Who won?", "The articles I have do not say.", (), nearest)

    [message] = render_answer(answer, 7, owner="5")

    assert message.text == (
        "The articles I have do not say.\n\n"
        "The nearest passages, which are not an answer:\n\n"
        "Police came late.\nNot an answer — Sample Wire · Ten die\n\n"
        "Shops burned.\nNot an answer — Sample Wire · Ten die"
    )
    assert labels(message) == ["More m:5:7"]


def test_a_note_is_shown_once_below_the_text():
    answer = Answer("?", "Ten.", (quote("Shops burned."),), note="The model did not answer.")

    [message] = render_answer(answer, 1)

    assert message.text.startswith("Ten.\n\nThe model did not answer.\n\nShops burned.")


def test_small_talk_has_no_buttons():
    assert render_answer(Answer("hi", "Hello!", small_talk=True), None) == [Message("Hello!")]


# -- quotes, more, articles ------------------------------------------------------------------


def test_a_quote_is_bold_within_the_sentences_around_it():
    [message] = render_quotes([(SOURCE, *span("Ten people died in the clashes."))])

    assert stretches(message, "blockquote") == [
        "Clashes broke out on Friday. Police came late. Ten people died in the clashes. "
        "Thirty homes were damaged. Shops burned."
    ]
    assert stretches(message, "bold") == ["Ten people died in the clashes."]


@pytest.mark.parametrize(
    ("words", "bold"),
    [
        pytest.param(["Shops burned.", "Police came late."],
                     ["Police came late.", "Shops burned."], id="near ones, in their order"),
        pytest.param(["Police came late. Ten people", "Ten people died"],
                     ["Police came late. Ten people died"], id="overlapping ones, as one"),
        pytest.param(["Ten people died", "Ten people died"],
                     ["Ten people died"], id="the same, once"),
    ],
)  # fmt: skip
def test_quotes_that_touch_are_shown_together(words, bold):
    [message] = render_quotes([(SOURCE, *span(one)) for one in words])

    assert len(stretches(message, "blockquote")) == 1
    assert stretches(message, "bold") == bold


def test_a_text_without_sentence_ends_is_cut_around_the_quote():
    text = "word " * 1000 + "Ten died " + "word " * 1000
    source = replace(SOURCE, text=text)
    start = text.index("Ten died")

    [message] = render_quotes([(source, start, start + 8)])

    assert stretches(message, "bold") == ["Ten died"]
    assert len(stretches(message, "blockquote")[0]) < 1300


def test_words_that_are_gone_are_said_to_be_gone():
    [quotes] = render_quotes([(SOURCE, *span("Shops burned."))], gone=1)
    [more] = render_more([passage("Shops burned.")], gone=2)

    assert quotes.text.endswith("One quote is gone: the article was removed from the archive.")
    assert more.text.endswith("2 passages are gone: the article was removed from the archive.")


def test_the_list_of_articles_names_day_publisher_and_id():
    day = moment_of_day(date(2020, 2, 9))
    came = Origin("file", "/a")
    dated = Listed("abc123", "r", "Ten die", "https://example.org/a", "Wire", day, True, 1, came)
    bare = Listed("def456", "r", "Untold", None, None, None, False, 1, came)

    [message] = render_articles([dated, bare], total=1234)

    assert message.text == (
        "The newest 2 of 1,234 articles:\n\n"
        "Ten die\nWire, 9 February 2020 · abc123\n\n"
        "Untold\nundated · def456 · being indexed"
    )
    assert stretches(message, "code") == ["abc123", "def456"]


def test_an_empty_list_says_so():
    assert render_articles([], total=0) == [Message("There are no articles yet.")]


# -- links to words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        pytest.param("https://e.org/a", "Ten people died.",
                     "https://e.org/a#:~:text=Ten%20people%20died.", id="short words, whole"),
        pytest.param("https://e.org/a", "a-b, c & d",
                     "https://e.org/a#:~:text=a%2Db%2C%20c%20%26%20d", id="marks of the syntax"),
        pytest.param("https://e.org/a", "50% #1 a=b?",
                     "https://e.org/a#:~:text=50%25%20%231%20a%3Db%3F", id="marks of an address"),
        pytest.param("https://e.org/a", "Погибли 10",
                     "https://e.org/a#:~:text=%D0%9F%D0%BE%D0%B3%D0%B8%D0%B1%D0%BB%D0%B8%2010",
                     id="Cyrillic"),
        pytest.param("https://e.org/a#top", "Ten died",
                     "https://e.org/a#top:~:text=Ten%20died", id="a fragment stays"),
        pytest.param("https://e.org/a#", "Ten died",
                     "https://e.org/a#:~:text=Ten%20died", id="an empty fragment"),
        pytest.param("https://e.org/a#top:~:text=old", "Ten died",
                     "https://e.org/a#top:~:text=Ten%20died", id="an older text fragment goes"),
        pytest.param("https://e.org/a?x=1&y=2", "Ten died",
                     "https://e.org/a?x=1&y=2#:~:text=Ten%20died", id="a query string stays"),
        pytest.param("https://e.org/a", " ".join(f"w{n}" for n in range(1, 21)),
                     "https://e.org/a#:~:text=w1%20w2%20w3%20w4%20w5,w16%20w17%20w18%20w19%20w20",
                     id="long words by their ends"),
        pytest.param("https://e.org/a", "Ten people\n\ndied there",
                     "https://e.org/a#:~:text=Ten%20people,died%20there", id="two paragraphs"),
        pytest.param("https://e.org/a", "Ten\u00a0people  died",
                     "https://e.org/a#:~:text=Ten%20people%20died", id="white space is one space"),
        pytest.param("https://e.org/a", "x" * 200,
                     f"https://e.org/a#:~:text={'x' * 60},{'x' * 60}", id="no spaces at all"),
        pytest.param("https://e.org/a", " ", "https://e.org/a", id="no words"),
    ],
)  # fmt: skip
def test_a_link_opens_the_page_at_the_words(url, words, expected):
    assert text_fragment(url, words) == expected


@given(st.text(min_size=1, max_size=400))
def test_the_ends_of_a_quote_never_overlap(words):
    _, _, directive = text_fragment("https://e.org/a", words).partition(":~:text=")
    start, comma, end = directive.partition(",")

    assert "-" not in directive
    assert "&" not in directive
    if comma:
        assert "," not in end
        squeezed = "".join(words.split())
        assert len(unquoted(start)) + len(unquoted(end)) <= len(squeezed)


def unquoted(encoded: str) -> str:
    return "".join(unquote(encoded).split())


# -- splitting -------------------------------------------------------------------------------

KINDS = ["expandable_blockquote", "bold", "text_link", "code"]
words_of_all_kinds = st.lists(
    st.sampled_from(
        ["Ten people died.", "Погибли десять человек.", "😢", "👨‍👩‍👧‍👦", "\n", "\n\n", " ", "🇰🇿🇰🇬"]
    )
    | st.text(max_size=12),
    max_size=8,
)


@st.composite
def messages(draw) -> Message:
    """Draw a message of a few blocks, some far too long, with entities that nest or stand apart."""
    writer = Writer()
    for _ in range(draw(st.integers(0, 12))):
        text = "".join(draw(words_of_all_kinds)) * draw(st.sampled_from([1, 1, 5, 60, 300]))
        kinds = draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True))
        if draw(st.booleans()):
            inner = Writer().add(text, *kinds).add(draw(st.sampled_from(["", " x", "\ny"])))
            writer.wrap("blockquote", inner)
        else:
            writer.add(text, *kinds)
        writer.add(draw(st.sampled_from(["", " ", "\n", "\n\n"])))
    return writer.message()


@st.composite
def messages_with_any_entities(draw) -> Message:
    text = "".join(draw(words_of_all_kinds)) * draw(st.sampled_from([1, 30, 300]))
    most = utf16_length(text)
    bounds = st.tuples(st.integers(0, most), st.integers(0, most))
    entities = [
        Entity(draw(st.sampled_from(KINDS)), min(pair), abs(pair[1] - pair[0]))
        for pair in draw(st.lists(bounds, max_size=150))
    ]
    return Message(text, tuple(entities))


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(messages() | messages_with_any_entities())
@example(Message("x" * 10_000))
@example(Message("😢" * 5_000, (Entity("bold", 0, 10_000),)))
@example(Message("ab " * 150, tuple(Entity("bold", 3 * n, 2) for n in range(150))))
@example(Message("ab " * 150, tuple(Entity("bold", 0, 2) for n in range(150))))
def test_every_piece_is_taken_by_telegram_and_nothing_but_white_space_is_lost(message):
    pieces = split(message)

    assert squeezed("".join(piece.text for piece in pieces)) == squeezed(message.text)
    for piece in pieces:
        assert 0 < utf16_length(piece.text) < 4096
        assert piece.text == piece.text.strip()
        assert len(piece.entities) <= 100
        for entity in piece.entities:
            assert 0 <= entity.offset < entity.end <= utf16_length(piece.text)


@given(messages())
def test_an_entity_is_divided_only_if_it_is_too_long_for_a_message(message):
    expected = [
        (entity.kind, squeezed(shown(message, entity)))
        for entity in message.entities
        if entity.length < 4096 and squeezed(shown(message, entity))
    ]

    pieces = split(message)

    got = [
        (entity.kind, squeezed(shown(piece, entity)))
        for piece in pieces
        for entity in piece.entities
    ]
    for one in expected:
        assert one in got


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        pytest.param("a" * 4095, [4095], id="what fits stays one"),
        pytest.param("a" * 4096, [4095, 1], id="one unit more is cut"),
        pytest.param("😢" * 2048, [4094, 2], id="no emoji is cut in two"),
        pytest.param("a " * 3000, [4095, 1903], id="at a word's end"),
        pytest.param("a" * 3000 + "\n" + "b " * 800, [3000, 1599], id="rather at a line's end"),
        pytest.param("a" * 3000 + "\n\nb\n" + "b " * 800, [3000, 1601], id="best at a paragraph's"),
        pytest.param("a" * 100 + "\n" + "b" * 4095, [100, 4095], id="early rather than in a word"),
        pytest.param(" \n ", [], id="white space is no message"),
    ],
)
def test_a_text_is_cut_where_a_reader_would_pause(text, lengths):
    assert [utf16_length(piece.text) for piece in split(Message(text))] == lengths


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧‍👦", "👍🏽", "🇰🇿", "e\u0301"])
def test_no_character_that_a_reader_sees_as_one_is_cut(emoji):
    for before in range(12):
        pieces = split(Message("x" * (4085 + before) + emoji + "y" * 20))

        assert any(emoji in piece.text for piece in pieces)


def test_the_buttons_stand_below_the_last_piece():
    [short] = render_answer(Answer("?", "Ten.", (quote("Shops burned."),)), 7)

    [first, last] = split(replace(short, text="a" * 5000, entities=()))

    assert first.buttons == ()
    assert labels(last) == ["Quotes q::7", "More m::7"]


def test_an_answer_longer_than_a_message_is_cut_between_its_quotes():
    quotes = tuple(
        quote("Shops burned.", text=f"{n}" + " 😢 burned" * 40, start=n) for n in range(20)
    )

    pieces = render_answer(Answer("?", "Ten.", quotes), 1)

    whole = [words for piece in pieces for words in stretches(piece, "expandable_blockquote")]
    assert len(pieces) > 1
    assert whole == [one.text for one in quotes]
    assert all(piece.text.endswith("clashes 😢") for piece in pieces)
