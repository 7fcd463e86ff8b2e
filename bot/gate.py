"""Who may do what: the one place that decides, for messages, buttons and all else."""

from dataclasses import dataclass

from bot.desk import Desk


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to do, as far as it takes a right.

    `owner` is the id of the person a button was made for, None where there is no button.
    """

    person: int
    is_admins: bool = False
    owner: int | None = None


def refusal(desk: Desk, wish: Wish) -> str | None:
    """Return the sentence that refuses a wish, None if it is granted."""
    if desk.users and wish.person not in desk.users | desk.admins:
        return (
            "I answer only people whom my keepers have let in. Your Telegram id is "
            f"{wish.person}: give it to them if you should be one."
        )
    if wish.owner is not None and wish.owner != wish.person:
        return "Only the person who asked can use this: ask the question yourself."
    if wish.is_admins and wish.person not in desk.admins:
        return (
            "Only the people who look after this bot can do that. You are welcome to ask me "
            "about the articles I have: /articles lists them."
        )
    return None
