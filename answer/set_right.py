"""What admins set right, in answers: hidden figures answer nothing, quotes of them are marked."""

from collections.abc import Iterable, Sequence

from answer.asked import Asked
from answer.select import Candidate
from answer.tolls import keys, said
from news.figure import Figure, Stated


def without_hidden(
    question: Asked, candidates: Sequence[Candidate], set_right: Iterable[Figure]
) -> tuple[Candidate, ...]:
    """Return the sentences but for those whose number, of what is asked, an admin hid."""
    hidden = [one for one in set_right if one.corrected and one.corrected.is_hidden]
    asked_for = set(keys(question, hidden))
    hidden = [one for one in hidden if (one.measure, one.of, one.group) in asked_for]
    return tuple(one for one in candidates if not any(_tells(one, other) for other in hidden))


def marks(set_right: Iterable[Stated]) -> str:
    """Return a line for each figure, to stand below the quotes that still have its number."""
    return "\n".join(dict.fromkeys(f"Set right: {said(one)}." for one in set_right))


def _tells(one: Candidate, figure: Figure) -> bool:
    start, end = figure.phrase
    return (
        (one.source.article_id, one.source.revision) == (figure.article_id, figure.revision)
        and one.start < end
        and start < one.end
    )
