"""Numbers that count nobody: years, days, times, ages, addresses, measures."""

from collections.abc import Sequence

from facts.numbers import Number
from facts.people import MANY_PEOPLE
from news.moment import MONTHS

_PERIODS = frozenset("year years month months week weeks day days".split())
OLDEST = 111  # years: a number above it is no age
_BEFORE = frozenset(
    "$ € £ # no. nos age aged ages interstate highway route room channel section article chapter "
    "building unit apartment apt act law resolution decree page top level phase grade flight "
    "district precinct sr i- us hwy route exit zone number version under younger older "
    "week weeks round season episode vol volume rank ranks game".split()
)
_AFTER = frozenset(
    "% percent per year years month months week weeks day days hour hours minute minutes second "
    "seconds meter meters metre metres kilometer kilometers kilometre kilometres km mile miles "
    "mph feet foot inch inches acre acres hectare hectares ton tons tonne tonnes pounds kg "
    "kilograms dollars euros pesos rubles roubles tenge million billion times p.m a.m p.m. a.m. "
    "pm am o'clock degrees block th st nd rd street avenue ave caliber mm points votes fold shots "
    "rounds bullets hp mw liters litres gallons cents yen storey story stories".split()
)


def is_uncounted(words: Sequence[str], number: Number, tags: str, *, is_glued: bool) -> bool:
    """Say whether the number is of something else than people or things.

    `tags` are the letters of the phrases before it; `is_glued` says that nothing, not even a
    space, stands between it and what is before.
    """
    before = words[number.start - 1] if number.start else ""
    if before == "than" and number.start > 1:
        before = words[number.start - 2]
    after, following = (*words[number.end : number.end + 2], "", "")[:2]
    if before in _BEFORE or after in _AFTER or "/" in (before, after):
        return True
    if before == "-" and is_glued or after == "-" and following in _PERIODS:
        return True
    if after == ":" and following.isdigit() or after == "or" and following in ("younger", "older"):
        return True
    return _is_of_date(words, number, before, after) or _is_age(
        words[number.start], tags, before, after
    )


def _is_of_date(words: Sequence[str], number: Number, before: str, after: str) -> bool:
    if before == "may":
        return number.start > 1 and words[number.start - 2].isdigit()
    following = words[number.end + 1 : number.end + 2]
    is_told = number.start > 1 and words[number.start - 2].isdigit() and after in MANY_PEOPLE
    if (before in MONTHS and not is_told) or (
        after in MONTHS and (after != "may" or (following and following[0].isdigit()))
    ):
        return True
    first = words[number.start]
    is_year = first.isdigit() and len(first) == 4 and 1900 <= int(first) <= 2099
    return is_year and after not in MANY_PEOPLE


def _is_age(first: str, tags: str, before: str, after: str) -> bool:
    if not first.isdigit() or int(first) >= OLDEST:
        return False
    if before == "and":
        return after == "," and tags.endswith("q&")  # "two boys, 12 and 16, were"
    if before in ("was", "is"):
        return after in ("and", ",")  # "who was 45 and"; a toll that "was 45" is read all the same
    if before != ",":
        return False
    # "John Smith, 34, was", "two boys, 12 and 16, were".
    return after == "," or (after in ("and", ".") and tags[-2:] in ("N,", "S,", "G,"))
