"""The commands without Telegram, over a real archive with canned answers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from archive import Audit, Sources
from bot.admin import MOST_BYTES, Post, Upload, post, upload
from bot.commands import COMMANDS, PRESSES, Request, menu
from bot.desk import Desk, Run
from bot.message import Message
from news.answer import Answer
from news.article import Document, Origin
from news.errors import FetchError, NotFound, UsageError
from news.moment import moment_of_day
from news.source import Seen, Source

RUN = {command.name: command.run for command in COMMANDS}
URL = "https://example.org/clashes"


class Person:
    """Somebody at the desk: what they are told, and the progress they are shown."""

    def __init__(self, newsroom: Any, name: str = "ann", *, is_admin: bool = False) -> None:
        self.desk: Desk = newsroom.desk
        self.name = name
        self.is_admin = is_admin
        self.progress: list[str] = []

    def runs(self, run: Run, words: str = "") -> list[Message]:
        request = Request(f"test:{self.name}", self.name, self.is_admin, words)
        return run(self.desk, request, lambda message: self.progress.append(message.text))

    def presses(self, name: str, words: str) -> str:
        return "\n\n".join(message.text for message in self.runs(PRESSES[name].run, words))

    def says(self, name: str, words: str = "") -> str:
        return "\n\n".join(message.text for message in self.runs(RUN[name], words))


@pytest.fixture
def ann(newsroom: Any) -> Person:
    return Person(newsroom)


@pytest.fixture
def admin(newsroom: Any) -> Person:
    return Person(newsroom, "root", is_admin=True)


@pytest.fixture
def told(newsroom, make_article):
    """A newsroom with one article."""
    newsroom.put(make_article())
    return newsroom


# -- asking ----------------------------------------------------------------------------------


def test_a_question_is_answered_and_the_turn_kept(told, ann):
    [message] = ann.runs(RUN["ask"], " How many died? ")

    kept = told.desk.conversations.of("test:ann").turns
    assert message.text.startswith("Ten people died.\n\nTen people died in the clashes.\n— ")
    assert [turn.question for turn in kept] == ["How many died?"]


def test_a_follow_up_is_answered_with_the_turns_before_it(told, ann):
    ann.says("ask", "How many died?")

    ann.says("ask", "And where?")

    _, conversation = told.asked[-1]
    assert [turn.question for turn in conversation.turns] == ["How many died?"]


def test_conversations_are_apart(told, ann):
    ann.says("ask", "How many died?")

    Person(told, "bob").says("ask", "And where?")

    _, conversation = told.asked[-1]
    assert conversation.turns == ()


def test_small_talk_is_no_turn(told, ann):
    told.answers = lambda question, _: Answer(question, "You are welcome.", small_talk=True)

    [message] = ann.runs(RUN["ask"], "thanks")

    assert message.buttons == ()
    assert told.desk.conversations.last("test:ann") is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("", "There was no question", id="empty"),
        pytest.param(" \n ", "There was no question", id="white space"),
        pytest.param("x" * 1001, "has 1,001 characters and I read at most 1,000", id="too long"),
    ],
)
def test_what_is_no_question_is_met_with_a_sentence(told, ann, words, sentence):
    with pytest.raises(UsageError, match=sentence):
        ann.says("ask", words)

    assert told.asked == []


def test_the_longest_question_is_answered(told, ann):
    assert ann.says("ask", "x" * 1000).startswith("Ten people died.")


# -- quotes and more -------------------------------------------------------------------------


def test_quotes_shows_the_last_answer_within_its_article(told, ann):
    ann.says("ask", "How many died?")

    [message] = ann.runs(RUN["quotes"])

    assert message.text.startswith(
        "Clashes broke out on Friday. Police came late. Ten people died in the clashes. Thirty"
    )
    assert [entity.kind for entity in message.entities] == ["blockquote", "bold", "text_link"]


def test_more_shows_what_was_found_and_not_quoted(told, ann):
    ann.says("ask", "How many died?")

    text = ann.says("more")

    assert text.startswith("Also found, and not quoted:\n\nClashes broke out on Friday.\n—")
    assert "Thirty homes were damaged." in text
    assert "Ten people died in the clashes." not in text


def test_more_after_a_refusal_leaves_out_what_the_refusal_showed(told, ann):
    told.answers = lambda question, conversation: Answer(
        question, "They do not say.", (), told.answer(question, conversation).passages
    )
    ann.says("ask", "Who won?")

    text = ann.says("more")

    assert "Clashes broke out" not in text
    assert "Police came late." not in text
    assert "Ten people died in the clashes." in text


def test_the_words_of_a_replaced_revision_are_still_shown(told, ann, make_article):
    ann.says("ask", "How many died?")
    told.put(make_article("Eleven people died in the clashes."))

    assert "Ten people died in the clashes." in ann.says("quotes")


@pytest.mark.parametrize("name", ["quotes", "more"])
def test_a_button_without_its_turn_says_why(told, ann, name):
    with pytest.raises(NotFound, match="There is no answer yet"):
        ann.says(name)
    ann.says("ask", "How many died?")
    turn = str(told.desk.conversations.last("test:ann"))

    with pytest.raises(UsageError, match="Only the person who asked"):
        Person(told, "bob").says(name, turn)
    ann.says("forget")
    with pytest.raises(NotFound, match="forgotten"):
        ann.says(name, turn)
    with pytest.raises(UsageError, match="number of an answer"):
        ann.says(name, "the first")


@pytest.mark.parametrize("name", ["quotes", "more"])
def test_a_button_says_when_its_article_was_removed(told, ann, admin, name):
    ann.says("ask", "How many died?")
    admin.presses("r", told.archive.find(URL).article.id)

    with pytest.raises(NotFound, match="removed from the archive"):
        ann.says(name)


def test_one_removed_article_of_two_is_told_beside_the_other(told, ann, admin, make_article):
    told.put(make_article("Ten people died, it said.", url="https://example.org/other"))
    ann.says("ask", "How many died?")
    admin.presses("r", told.archive.find(URL).article.id)

    text = ann.says("quotes")

    assert "Ten people died, it said." in text
    assert text.endswith("One quote is gone: the article was removed from the archive.")


# -- the rest for everyone -------------------------------------------------------------------


def test_forget_deletes_the_turns_and_says_how_many(told, ann):
    ann.says("ask", "How many died?")
    ann.says("ask", "And where?")

    assert "all 2 questions" in ann.says("forget")
    assert "nothing to forget" in ann.says("forget")
    assert told.desk.conversations.of("test:ann").turns == ()


def test_articles_lists_the_newest_twenty(newsroom, ann, make_article):
    for day in range(1, 26):
        newsroom.put(
            make_article(
                f"Text {day}.",
                url=f"https://example.org/{day}",
                title=f"Title {day}",
                published=moment_of_day(date(2020, 2, day)),
            )
        )

    text = ann.says("articles")

    assert text.startswith("The newest 20 of 25 articles:\n\nTitle 25\nSample Wire, 25 February")
    assert text.count("Title") == 20


def test_help_lists_every_command_that_the_person_may_use(ann, admin):
    for_all, for_admins = ann.says("help"), admin.says("help")

    assert [f"/{one.name} – " in for_all for one in COMMANDS] == [
        one.listed and not one.admin for one in COMMANDS
    ]
    assert [f"/{one.name} – " in for_admins for one in COMMANDS] == [one.listed for one in COMMANDS]


def test_start_explains_with_three_examples(ann):
    assert ann.says("start").count("•") == 3


def test_the_menu_fits_telegram():
    for command in menu(is_admin=True):
        assert command.name == command.name.lower()
        assert 0 < len(command.name) <= 32
        assert 0 < len(command.menu) <= 256


# -- admins ----------------------------------------------------------------------------------


def page(text: str, url: str = URL) -> Document:
    content = f"<html><head><title>Clashes</title></head><body><article><h1>Clashes</h1><p>{text}</p></article></body></html>"  # noqa: E501  a page in one line
    return Document(content.encode(), "text/html", datetime.now(UTC), Origin("url", url), url, url)


LONG = "Twelve people died in the clashes on Friday, the ministry said in the capital. " * 6


def test_ingest_tells_how_far_it_is_and_what_came_of_it(newsroom, admin):
    newsroom.pages[URL] = page(LONG)
    other = "https://example.org/empty"
    newsroom.pages[other] = page("", other)

    text = admin.says("ingest", f"{URL} {other}")

    assert text.startswith("Done: 1 new, 1 failed.\nNew: Clashes · ")
    assert "\nFailed: " in text
    assert admin.progress == [
        "Reading 2 articles …",
        "1 of 2 read: 1 new …",
        "All read: 1 new, 1 failed. Indexing …",
    ]


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        pytest.param("ingest", "", "Give one or more addresses", id="ingest nothing"),
        pytest.param("ingest", "/etc/passwd", "no http or https address", id="ingest a path"),
        pytest.param("ingest", f"{URL} file:///a", "no http or https", id="ingest a file URL"),
        pytest.param("reingest", "", "Say which article or source", id="reingest nothing"),
        pytest.param("reingest", "all", "no articles yet", id="reingest all of none"),
        pytest.param("reingest", "beef", "There is no article 'beef'", id="reingest the unknown"),
        pytest.param("remove", "", "Say which article", id="remove nothing"),
        pytest.param("remove", "beef", "There is no article 'beef'", id="remove the unknown"),
    ],
)
def test_a_wrong_request_is_met_with_a_sentence(newsroom, admin, name, words, sentence):
    with pytest.raises(UsageError, match=sentence):
        admin.says(name, words)


def test_reingest_takes_the_new_text(newsroom, admin):
    newsroom.pages[URL] = page(LONG)
    admin.says("ingest", URL)
    newsroom.pages[URL] = page(LONG.replace("Twelve", "Thirteen"))

    text = admin.says("reingest", URL)

    assert text.startswith("Done: 1 changed.\nChanged: Clashes · ")


def test_reingest_all_says_what_it_would_do_and_its_button_does_it(newsroom, admin):
    newsroom.pages[URL] = page(LONG)
    admin.says("ingest", URL)
    newsroom.pages[URL] = page(LONG.replace("Twelve", "Thirteen"))

    [asked] = admin.runs(RUN["reingest"], "all")
    told = admin.presses("a", "all")

    assert asked.text.startswith("The one article there is would be fetched and read again")
    assert [button.data for button in asked.buttons[0]] == ["a:root:all", "k:root:-"]
    assert told.startswith("Done: 1 changed.\nChanged: Clashes · ")


def test_reingest_of_a_source_names_it_and_its_button_does_it(newsroom, admin):
    newsroom.pages[URL] = page(LONG)
    admin.says("ingest", URL)
    sources = Sources(newsroom.archive)
    sources.configure([Source("Radio", "feed", "https://radio.example/rss")], 900)
    sources.see("Radio", Seen(URL, "1", "a"))
    newsroom.pages[URL] = page(LONG.replace("Twelve", "Thirteen"))

    [asked] = admin.runs(RUN["reingest"], "radio")
    key = asked.buttons[0][0].data.rpartition(":")[2]
    told = admin.presses("a", key)

    assert asked.text.startswith("What came from the source “Radio” (1 article) would be fetched")
    assert "also what seems as it was. What is new there is added." in asked.text
    assert told.startswith("Done: 1 changed.\nChanged: Clashes · ")


def test_reingest_says_while_it_waits_for_the_sources_to_be_read(newsroom, admin):
    newsroom.pages[URL] = page(LONG)
    admin.says("ingest", URL)
    before = newsroom.desk.reingest

    def reingest(again, tell, cancelled, waiting):
        waiting()
        return before(again, tell, cancelled, waiting)

    admin.desk = replace(newsroom.desk, reingest=reingest)
    admin.progress.clear()
    admin.presses("a", "all")

    assert admin.progress[1].startswith("The sources are being read just now: this waits")
    assert admin.progress[-1] == "All read: 1 unchanged. Indexing …"


def test_remove_names_the_title_and_asks(told, admin):
    article_id = told.archive.find(URL).article.id
    [asked] = admin.runs(RUN["remove"], URL)

    assert asked.text.startswith("“Ten die in clashes” (Sample Wire, 9 February 2020) would be")
    assert asked.buttons[0][0].data == f"r:root:{article_id}"
    assert told.archive.counts()["articles"] == 1
    assert admin.presses("k", "-") == "Left as it is."
    assert admin.presses("r", article_id).startswith("Removed “Ten die in clashes”")
    assert told.archive.counts()["articles"] == 0


def test_an_ingest_that_is_cancelled_says_how_far_it_came(newsroom, admin):
    newsroom.pages[URL] = page(LONG)
    request = Request("test:root", "root", True, f"{URL} {URL}2", cancelled=lambda: bool(seen))
    seen: list[Message] = []

    [told] = RUN["ingest"](newsroom.desk, request, _after_the_first(seen))

    assert told.text.startswith("Cancelled after 1 of 2: 1 new.")
    assert newsroom.archive.counts()["articles"] == 1


def _after_the_first(seen: list[Message]):
    def tell(message: Message) -> None:
        if "1 of 2" in message.text:
            seen.append(message)

    return tell


def test_the_same_address_twice_is_read_once(newsroom, admin):
    newsroom.pages[URL] = page(LONG)

    assert admin.says("ingest", f"{URL} {URL}").startswith("Done: 1 new.")


def file(name: str, content: bytes, size: int | None = None) -> Upload:
    return Upload(name, len(content) if size is None else size, lambda: content, chat=5, message=6)


def test_a_file_is_kept_and_ingested(newsroom, admin):
    [message] = admin.runs(upload(file("clashes.txt", f"Clashes\n\n{LONG}".encode())))

    assert message.text.startswith("Done: 1 new.\nNew: Twelve people")
    assert [path.name for path in newsroom.uploads.iterdir()] == ["upload_5_6.txt"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        pytest.param(file("a.txt", b"x", MOST_BYTES + 1), "larger than 20 MB", id="too large"),
        pytest.param(file("a.exe", b"x"), "cannot be read", id="of no known kind"),
    ],
)
def test_a_file_that_cannot_be_taken_is_met_with_a_sentence(newsroom, admin, sent, sentence):
    with pytest.raises((UsageError, FetchError), match=sentence):
        admin.runs(upload(sent))

    assert newsroom.archive.counts()["articles"] == 0


def forwarded(text: str) -> Post:
    posted = datetime(2020, 2, 8, 12, tzinfo=UTC)
    return Post(text, "Sample Channel", "sample", 77, posted, chat=5, message=6)


def test_a_forwarded_post_is_ingested_once_under_its_address(newsroom, admin):
    admin.runs(post(forwarded(f"Clashes\n\n{LONG}")))

    [message] = admin.runs(post(forwarded(f"Clashes\n\n{LONG}")))

    found = newsroom.archive.find("https://t.me/sample/77").article
    assert message.text.startswith("Done: 1 unchanged.")
    assert (found.publisher, found.published.spoken()) == ("Sample Channel", "8 February 2020")


def test_a_post_without_text_is_met_with_a_sentence(admin):
    with pytest.raises(UsageError, match="no text"):
        admin.runs(post(forwarded(" ")))


# -- what changed, what was wrong, what was removed ------------------------------------------


def test_diff_shows_the_figures_first_and_then_the_words(told, ann, make_article):
    told.put(make_article(told.archive.find(URL).article.text.replace("Ten", "Twelve")))

    [message] = ann.runs(RUN["diff"], URL)

    assert "\n\n10 → 12 killed\n\nTen Twelve people died in the clashes." in message.text
    assert [entity.kind for entity in message.entities] == ["bold", "bold", "strikethrough", "bold"]


def test_fix_sets_right_who_knows_it_is_in_the_log(told, admin):
    text = admin.says("fix", f"{URL} published 2020-02-08")

    [entry] = Audit(told.archive).entries()
    assert text == (
        "Set right for “Ten die in clashes”: published is 2020-02-08, it was 2020-02-09. "
        "Re-ingesting keeps it."
    )
    assert told.archive.find(URL).article.published.spoken() == "8 February 2020"
    assert (entry.by, entry.action, entry.before) == ("root", "fix", "2020-02-09")


def test_a_removed_article_is_added_again_by_its_address(newsroom, admin):
    newsroom.pages[URL] = page(LONG)
    admin.says("ingest", URL)
    admin.presses("r", newsroom.archive.find(URL).article.id)

    again = admin.says("ingest", URL)

    assert again.startswith("Done: 1 new.")
    done = [(entry.by, entry.action) for entry in Audit(newsroom.archive).entries()]
    assert done == [("root", "remove"), ("root", "add again")]


def test_a_copy_is_told_as_such(newsroom, admin):
    other = "https://other.example/clashes"
    newsroom.pages |= {URL: page(LONG), other: page(LONG, other)}

    text = admin.says("ingest", f"{URL} {other}")

    assert text.startswith("Done: 1 new, 1 duplicate.\nNew: ")
    assert "\nA copy of another: " in text


def test_remove_says_where_else_the_story_stands(newsroom, admin):
    other = "https://other.example/clashes"
    newsroom.pages |= {URL: page(LONG), other: page(LONG, other)}
    admin.says("ingest", f"{URL} {other}")

    assert "The same story stands in 1 more, which stay." in admin.says("remove", URL)


def test_quotes_say_what_became_of_their_article(told, ann):
    ann.says("ask", "How many died?")
    told.archive.withdraw(told.archive.find(URL).article.id, datetime(2021, 5, 1, tzinfo=UTC))

    notice = "Its publisher has taken this article down (noticed on 2021-05-01)."
    assert ann.says("quotes").endswith(notice)
    assert notice in ann.says("more")
    assert "taken down by its publisher" in ann.says("articles")


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        pytest.param("diff", "", "Say which article", id="diff nothing"),
        pytest.param("diff", URL, "has one text only", id="diff of one text"),
        pytest.param("fix", "", "Say what is right", id="fix nothing"),
        pytest.param("fix", URL, "Say what is right", id="fix no field"),
        pytest.param("fix", f"{URL} published", "Say what the published is", id="fix no value"),
        pytest.param("fix", "beef title x", "no article 'beef'", id="fix the unknown"),
    ],
)
def test_what_cannot_be_shown_or_set_right_is_met_with_a_sentence(
    told, admin, name, words, sentence
):
    with pytest.raises(UsageError, match=sentence):
        admin.says(name, words)
