"""Follow-ups of CAsT 2020 and MTRAG: are the words that people add to a question added?

People wrote each question of a conversation out in full. What counts are content words: how many
of theirs the condensed question has (recall), how many of its own are theirs (precision), and
whether a question is left alone when they took nothing from the earlier ones.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.figures import Figure, mean
from evals.lines import read_lines
from news.conversation import Conversation, Turn
from vectorstore.analyse import content_terms

Condense = Callable[[str, Conversation], str]
"""A question and its conversation, as it was understood so far, to the question alone."""

CAST = "cast2020_2020_manual_evaluation_topics_v1.0.json.gz"
_MTRAG = ("clapnq", "cloud", "fiqa", "govt")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with what was said before it, and as people wrote it out."""

    conversation: str
    said: tuple[str, ...]
    question: str
    rewritten: str

    @property
    def takes(self) -> frozenset[str]:
        """The words that people took from what was said."""
        before = {term for one in self.said for term in content_terms(one)}
        taken = set(content_terms(self.rewritten)) - set(content_terms(self.question))
        return frozenset(taken & before)


def read_cast(folder: Path) -> list[Exchange]:
    """Return the questions of CAsT 2020 after the first of each conversation."""
    with gzip.open(folder / CAST, "rt", encoding="utf-8") as file:
        topics = json.load(file)
    return [
        exchange
        for topic in topics
        for exchange in _exchanges(
            f"cast {topic['number']}",
            [(turn["raw_utterance"], turn["manual_rewritten_utterance"]) for turn in topic["turn"]],
        )
    ]


def read_mtrag(folder: Path) -> list[Exchange]:
    """Return those of MTRAG; what the assistant said, and some questions, are not in its files."""
    exchanges: list[Exchange] = []
    for name in _MTRAG:
        asked = folder / f"mtrag_{name}_lastturn.jsonl.gz"
        if not asked.is_file():
            continue
        rewritten = {
            line["_id"]: line["text"]
            for line in read_lines(folder / f"mtrag_{name}_rewrite.jsonl.gz")
        }
        turns: dict[str, list[tuple[int, str, str]]] = {}
        for line in read_lines(asked):
            conversation, _, number = line["_id"].partition("<::>")
            said = (int(number), _plain(line["text"]), _plain(rewritten[line["_id"]]))
            turns.setdefault(conversation, []).append(said)
        for conversation, found in turns.items():
            pairs = [(question, whole) for _, question, whole in sorted(found)]
            exchanges.extend(_exchanges(conversation, pairs))
    return exchanges


def evaluate(exchanges: Sequence[Exchange], condense: Condense) -> dict[str, Figure]:
    """Return recall and precision of people's content words, and the share of whole questions
    (from which people took nothing) that are left alone.
    """
    recall, precision, alone = [], [], []
    for one, condensed in zip(exchanges, _condensed(exchanges, condense), strict=True):
        got = set(content_terms(condensed))
        wanted = set(content_terms(one.rewritten))
        both = len(got & wanted)
        recall.append(both / len(wanted) if wanted else 1.0)
        precision.append(both / len(got) if got else 1.0)
        if not one.takes:
            alone.append(float(got <= set(content_terms(one.question))))
    return {"recall": mean(recall), "precision": mean(precision), "left alone": mean(alone)}


def _condensed(exchanges: Sequence[Exchange], condense: Condense) -> Iterator[str]:
    """Yield each question condensed, the earlier ones of its conversation as they came out."""
    turns: list[Turn] = []
    for one in exchanges:
        if len(one.said) == 1:
            turns = [Turn(one.said[0])]
        condensed = condense(one.question, Conversation(tuple(turns)))
        turns.append(Turn(one.question, condensed))
        yield condensed


def _exchanges(conversation: str, turns: Sequence[tuple[str, str]]) -> Iterator[Exchange]:
    for number in range(1, len(turns)):
        said = tuple(question for question, _ in turns[:number])
        yield Exchange(conversation, said, *turns[number])


def _plain(text: str) -> str:
    return text.removeprefix("|user|:").strip()
