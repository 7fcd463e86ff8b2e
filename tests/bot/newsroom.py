"""A desk over a real archive; only the answer is canned, and indexing is done by word of mouth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from answer.grouping import Grouping
from answer.merging import Merging
from answer.watching import Watching
from archive import Archive, Arrival, Conversations, Fetches, Fixes, Inbox, Watches
from bot.desk import Desk
from ingest.again import Again
from ingest.fetch import documents_of, failure_of, refetch
from ingest.ledger import Ledger
from ingest.pipeline import Report, ingest
from ingest.report import Item
from ingest.sketch import sketch
from news.answer import Answer, Quote
from news.article import Article, Chunk, Document, Origin, article_id_of, chunk_id_of
from news.conversation import Conversation
from news.errors import DatelineError
from news.fix import Fix
from news.moment import moment_of_day
from news.passage import Passage
from news.text import sentences
from news.verify import Source
from news.watch import Position
from tests.bot.chats import ADMIN

NOW = datetime(2020, 2, 10, tzinfo=UTC)
TEXT = (
    "Clashes broke out on Friday. Police came late. Ten people died in the clashes. "
    "Thirty homes were damaged. Shops burned. The president spoke. Nobody else did."
)


class _NoTopics(Watching):
    """Watching without indexes: no article is about anything."""

    def __init__(self) -> None:
        super().__init__(None)  # type: ignore[arg-type]  # nothing is looked up

    def position(self) -> Position:
        return Position()


def article(text: str = TEXT, **changes) -> Article:
    url = changes.get("url", "https://example.org/clashes")
    given = {
        "id": article_id_of(url),
        "title": "Ten die in clashes",
        "text": text,
        "origin": Origin("url", url),
        "retrieved": NOW,
        "url": url,
        "publisher": "Sample Wire",
        "published": moment_of_day(date(2020, 2, 9)),
    }
    return Article(**(given | changes))


@dataclass
class Newsroom:
    """What stands behind a desk, and the desk; `answers` and `get` may be any function.

    What is in `growing` is told before each answer, as if a language model wrote it.
    """

    archive: Archive
    uploads: Path
    asked: list[tuple[str, Conversation]] = field(default_factory=list)
    pages: dict[str, Document] = field(default_factory=dict)
    growing: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answers = self.answer
        self.get = self.pages.__getitem__
        self.fetches = Fetches(self.archive)
        self.desk = Desk(
            answer=self._answer,
            archive=self.archive,
            conversations=Conversations(self.archive),
            inbox=Inbox(self.archive),
            ingest=self._ingest,
            reingest=self._reingest,
            retry=self._retry,
            remove=self._remove,
            fix=self._fix,
            figures=lambda topic: [],
            timeline=lambda topic, days: [],
            watching=_NoTopics(),
            watches=Watches(self.archive),
            merging=self._merging(),
            export=lambda topic: [],
            uploads=self.uploads,
            admins=frozenset({ADMIN}),
        )

    def put(self, *articles: Article) -> None:
        for one in articles:
            self.archive.put(one, _chunks(one), layout="test")
        self._index()

    def answer(self, question: str, conversation: Conversation) -> Answer:
        """Quote the sentence with the number, and find every sentence."""
        self.asked.append((question, conversation))
        passages = [
            passage
            for listed in self.archive.listed()
            for passage in _passages(self.archive.find(listed.id).article)
        ]
        told = [passage for passage in passages if passage.text.startswith("Ten people")]
        if not told:
            return Answer(question, "The articles I have do not say.", (), tuple(passages))
        return Answer(question, "Ten people died.", tuple(map(_quote, told)), tuple(passages))

    def _answer(self, question: str, conversation: Conversation, tell) -> Answer:
        for one in self.growing:
            tell(one)
        return self.answers(question, conversation)

    def _ingest(
        self, documents: Iterable[Item | str], tell, cancelled=lambda: False, by=""
    ) -> Report:
        def all_documents() -> Iterator[Item]:
            for one in documents:
                found = documents_of([one], get=self.get) if isinstance(one, str) else [one]
                for each in found:
                    yield replace(each, named_by=by) if isinstance(each, Document) else each

        ledger = Ledger(self.fetches)
        report = ingest(
            ledger.watched(all_documents()),
            put=self._put,
            chunk=_chunks,
            progress=tell,
            cancelled=cancelled,
            done=ledger.done,
        )
        ledger.close(report)
        self._index()
        return report

    def _reingest(self, again: Again, tell, cancelled, waiting) -> Report:
        origins = [self.archive.find(one).article.origin for one in again.ids]

        def items() -> Iterator[Item]:
            for origin in origins:
                try:
                    yield refetch(origin, uploads=self.uploads, get=self.get)
                except DatelineError as error:
                    yield failure_of(origin.at, origin, error)

        return self._ingest(items(), lambda report: tell(report, len(origins)), cancelled)

    def _retry(self, tell, cancelled) -> Report:
        return self._ingest([one.origin.at for one in self.fetches.failed()], tell, cancelled)

    def _remove(self, reference: str, by: str) -> str:
        found = self.archive.find(reference).article
        self.archive.remove(found.id, by=by)
        return found.title

    def _fix(self, reference: str, fix: Fix, by: str):
        fixes = Fixes(self.archive)
        corrected = fixes.fix(reference, fix, by=by, chunk=_chunks, layout="test")
        self._index()
        return corrected

    def _merging(self) -> Merging:
        """Every article may be near to every other, and every name tells as much."""

        def sources() -> list[Source]:
            return self.archive.sources([one.id for one in self.archive.listed()])

        grouping = Grouping(self.archive, lambda terms: dict.fromkeys(terms, 1.0))
        return Merging(grouping, lambda of: sources(), lambda topic: grouping.stories(sources()))

    def _put(self, document: Document, one: Article, cut: list[Chunk]):
        arrival = Arrival(sketch=sketch(one), named_by=document.named_by)
        return self.archive.put(one, cut, layout="test", arrival=arrival)

    def _index(self) -> None:
        self.archive.mark_indexed(self.archive.changes(self.archive.indexed()))


def _chunks(one: Article) -> list[Chunk]:
    return [
        Chunk(
            chunk_id_of(one.id, one.revision, start, end, "test"),
            one.id, one.revision, one.text[start:end], start, end, "",
        )
        for start, end in sentences(one.text)
    ]  # fmt: skip


def _passages(one: Article) -> list[Passage]:
    return [
        Passage(
            chunk.id, one.id, one.revision, chunk.text, chunk.start, chunk.end,
            one.title, one.publisher, one.published, one.url,
        )
        for chunk in _chunks(one)
    ]  # fmt: skip


def _quote(passage: Passage) -> Quote:
    return Quote(
        passage.text, passage.article_id, passage.revision, passage.start, passage.end,
        passage.title, passage.publisher, passage.published, passage.url,
    )  # fmt: skip
