"""How answers say where their quotes are from, whoever drafted them."""

from news.moment import Moment


def told_by(publisher: str | None, published: Moment | None) -> str:
    """Return who reported something and when: "Sample Wire, 9 February 2020"."""
    day = published.spoken() if published else "undated"
    return f"{publisher}, {day}" if publisher else day


def as_reported(passages: int, articles: int, by: str) -> str:
    """Return what introduces quotes of which nothing more is said."""
    return f"As reported, in {passages} passages:" if articles > 1 else f"As reported ({by}):"


def capital(phrase: str) -> str:
    """Return the phrase as a sentence begins."""
    return phrase[:1].upper() + phrase[1:]


def reporter(by: str) -> str:
    """Return who gave a number as it is said: "the ministry", "Interior Ministry"."""
    is_english = by[:1].isascii() and by[:1].islower()
    return f"the {by}" if is_english and not by.split()[0].endswith("s") else by
