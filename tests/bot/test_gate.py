"""Who may do what, as a table."""

from dataclasses import replace

import pytest

from bot.gate import Wish, refusal

ADMIN, ANN, BOB = 1, 5, 6
ONLY_ANN = frozenset({ANN})


@pytest.mark.parametrize(
    ("users", "wish"),
    [
        pytest.param((), Wish(BOB), id="anybody asks"),
        pytest.param(ONLY_ANN, Wish(ANN), id="one who was let in asks"),
        pytest.param(ONLY_ANN, Wish(ADMIN), id="an admin need not be let in"),
        pytest.param((), Wish(ADMIN, is_admins=True), id="an admin ingests"),
        pytest.param((), Wish(BOB, owner=BOB), id="one presses their own button"),
    ],
)
def test_what_is_granted(newsroom, users, wish):
    assert refusal(replace(newsroom.desk, users=frozenset(users)), wish) is None


@pytest.mark.parametrize(
    ("users", "wish", "told"),
    [
        pytest.param(ONLY_ANN, Wish(BOB), "whom my keepers have let in", id="a stranger asks"),
        pytest.param((), Wish(BOB, is_admins=True), "look after this bot", id="anybody ingests"),
        pytest.param((), Wish(BOB, owner=ANN), "Only the person who asked", id="another's button"),
        pytest.param(
            (), Wish(ADMIN, owner=ANN), "Only the person who asked", id="an admin, another's button"
        ),
        pytest.param(
            (), Wish(BOB, is_admins=True, owner=BOB), "look after", id="a forged admin's button"
        ),
    ],
)
def test_what_is_refused(newsroom, users, wish, told):
    assert told in refusal(replace(newsroom.desk, users=frozenset(users)), wish)
