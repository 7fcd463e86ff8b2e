"""One entry of the archive's change log: what the indexes must learn."""

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["put", "remove"]


@dataclass(frozen=True, slots=True)
class Change:
    """`revision` of the article was put in, or the whole article was removed; `seq` only grows."""

    seq: int
    kind: ChangeKind
    article_id: str
    revision: str
