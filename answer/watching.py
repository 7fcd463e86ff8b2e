"""What of a watched topic holds now, and whether what came since can have changed anything."""

from collections.abc import Callable
from dataclasses import dataclass

from answer.asked import asked
from answer.developments import Present
from answer.telling import Telling
from answer.topics import Topics
from archive import Copies
from news.errors import NotFound
from news.verify import Source
from news.watch import Position, Told

_MOST_CAME = 200
"""Changes that are looked at one by one; after more, every topic is looked up."""

_NOTHING = Told()


@dataclass(frozen=True, slots=True)
class Came:
    """What the archive took in or out: the ids, and those that can be read now.

    Without `ids`, too much came to be looked at one by one.
    """

    ids: frozenset[str] | None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Watching:
    """Looks up watched topics in one data folder.

    `corrections` counts how often admins set figures or stories right: whenever it moves, every
    watch is looked at, and a number that changed without a new text is said to be set right.
    """

    telling: Telling
    corrections: Callable[[], int] = lambda: 0

    def position(self) -> Position:
        """Return how far the archive can be looked at; nothing is new while this stays."""
        return Position(self.telling.retriever.archive.indexed(), self.corrections())

    def is_topic(self, topic: str) -> bool:
        """Say whether articles can be about the words at all."""
        return bool(asked(topic).terms)

    def present(self, topic: str, told: Told = _NOTHING, *, corrections: int = 0) -> Present:
        """Return what holds of a topic, and of what was told of it."""
        try:
            stories = tuple(self.telling.figures(topic))
        except NotFound:
            stories = ()
        archive = self.telling.retriever.archive
        here = {one for story in stories for one in story.story.ids}
        known = archive.sources(list(told.articles))
        hidden = [one.article_id for one in known if one.article_id not in here]
        return Present(
            stories,
            elsewhere=tuple(one.figure for one in self.telling.figures_of(hidden)),
            revisions={one.article_id: one.revision for one in known},
            groups=Copies(archive).groups([*here, *told.articles]),
            corrections=corrections,
        )

    def came(self, after: Position, until: Position) -> Came:
        """Return what the archive took in or out between two positions."""
        archive = self.telling.retriever.archive
        changes = archive.changes(after.change, most=_MOST_CAME + 1)
        if len(changes) > _MOST_CAME or after.corrections != until.corrections:
            return Came(None)
        ids = dict.fromkeys(one.article_id for one in changes if one.seq <= until.change)
        return Came(frozenset(ids), tuple(archive.sources(list(ids))))

    def touches(self, topic: str, told: Told, came: Came) -> bool:
        """Say whether what came can be about the topic, or about what was told of it."""
        if came.ids is None or came.ids & told.articles.keys():
            return True
        return bool(Topics(self.telling.retriever).of_topic(topic, came.sources))
