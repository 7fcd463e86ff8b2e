"""A set split by the hash of an id: what was looked at or learned from, and what was not."""

import hashlib
from typing import Literal

Half = Literal["a", "b"]


def half_of(key: str) -> Half:
    """Return the half of the item with this id: rules are made by looking at the first only."""
    return "a" if fold_of(key, 2) == 0 else "b"


def fold_of(key: str, folds: int) -> int:
    """Return the fold of the item with this id, from 0."""
    return int(hashlib.md5(key.encode()).hexdigest(), 16) % folds
