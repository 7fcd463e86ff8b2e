"""What is said when the articles do not answer: how many they are, how new, and what waits."""

from datetime import date

from answer.windows import When, of_days
from archive import Standing
from news.moment import Moment, moment_of_day


def silence(state: Standing, *, about: str | None = None, known_on: date | None = None) -> str:
    """Return one sentence, or two where more must be said.

    `about` is what the story is called that alone was looked into, if one was.
    """
    if state.waiting:
        told = "One article is" if state.waiting == 1 else f"{state.waiting:,} articles are"
        waiting = f"{told} being indexed: ask again in a moment."
    else:
        waiting = ""
    return f"{_told(state, about, known_on)} {waiting}".strip()


def silence_of_days(state: Standing, when: When, articles: int) -> str:
    """Return what is said when so many articles of the days asked of do not answer."""
    if not articles:
        newest = f"the newest is of {_spoken(state.newest)}" if state.newest else "none is dated"
        return f"{none_of_days(when)}; {newest}."
    if articles == 1:
        return f"The one article {of_days(when)} does not say."
    return f"The {articles:,} articles {of_days(when)} do not say."


def none_of_days(when: When) -> str:
    """Return that there is no article of the days, without a full stop."""
    return f"I have no article {of_days(when)}"


def _told(state: Standing, about: str | None, known_on: date | None) -> str:
    if known_on is not None:
        return _as_known(state, moment_of_day(known_on).spoken())
    if not state.articles:
        # With some waiting, that they are being indexed is all there is to say.
        return "" if state.waiting else "There are no articles yet, so I cannot answer."
    newest = f"the newest is of {_spoken(state.newest)}" if state.newest else "none is dated"
    if about is not None:
        had = f"of {state.articles:,} articles in all, " if state.articles > 1 else ""
        return f"The articles on “{about}” do not say ({had}{newest})."
    if state.articles == 1:
        return f"The one article I have{_of(state.newest)} does not say."
    return f"The {state.articles:,} articles I have ({newest}) do not say."


def _as_known(state: Standing, day: str) -> str:
    if not state.articles:
        return f"I have no article that was known on {day}, so I cannot answer for that day."
    if state.articles == 1:
        return f"The one article known on {day}{_of(state.newest)} does not say."
    newest = f" (the newest is of {_spoken(state.newest)})" if state.newest else ""
    return f"The {state.articles:,} articles known on {day}{newest} do not say."


def _of(newest: Moment | None) -> str:
    return f" (of {_spoken(newest)})" if newest else ""


def _spoken(newest: Moment) -> str:
    """Return the day, and the time where it is known and in which zone."""
    if newest.precision != "second" or not newest.zone_known:
        return newest.spoken()
    return f"{newest.spoken()}, {newest.at:%H:%M} UTC"
