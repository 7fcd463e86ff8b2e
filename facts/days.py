"""The day that a sentence speaks of, seen from the day its article was published."""

import re
from datetime import date, timedelta

from news.moment import DayMention, Moment, day_mentions, moment_of_day

_WEEKDAYS = {
    word: day
    for day, words in enumerate(
        (
            "monday понедельник", "tuesday вторник", "wednesday среду", "thursday четверг",
            "friday пятницу", "saturday субботу", "sunday воскресенье",
        )
    )
    for word in words.split()
}  # fmt: skip
_WEEKDAY = re.compile(rf"\b(last\s+)?({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_NEAR = re.compile(
    r"\b(?:(?P<today>today|tonight|this (?:morning|afternoon|evening)|сегодня)"
    r"|(?P<yesterday>yesterday|last night|вчера))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|с|со)\s+(?:last\s+)?$", re.IGNORECASE)
_DATELINE = re.compile(
    r"^\W*(?P<place>[A-ZА-ЯЁ][\w'’.-]*(?:[ ,]+(?:[A-ZА-ЯЁ][\w'’.-]*|de|la|el|del)){0,5}?)"
    r"\s*[,(]?\s*"
    r"(?:(?P<day>[0-3]?\d)\s+(?P<month>[A-Z][A-Za-z]{2,8})\.?\s*(?P<year>\d\d(?:\d\d)?)?"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.?\s+(?P<day2>[0-3]?\d)(?:,\s*(?P<year2>\d{4}))?)?"
    r"\s*(?:\([^)]{2,40}\)\s*)?(?:--|—|–|-(?=\s))"
)
_YEARS_AGO = re.compile(
    r"\b(?:years? ago|last year|decades? ago|(?:over|during|in) the (?:past|last) "
    r"(?:\w+ )?(?:years?|decades?|months)|\w+ months ago|previous years?"
    r"|anniversary|(?:19|20)\d0s)\b",
    re.IGNORECASE,
)
_FIRST_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_BEGINNING = 500  # characters
_YEAR = re.compile(r"\b(?:in|of|since|the)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}


class Calendar:
    """Days as an article means them: from its publication, or the day of its dateline."""

    def __init__(self, text: str, published: Moment | None) -> None:
        self.published = published
        dateline = _DATELINE.match(text[:160])
        self.place = ""
        self.day = published.at.date() if published else None
        if dateline:
            self.place = dateline["place"].strip(" ,").title() if (
                dateline["place"].isupper()
            ) else dateline["place"].strip(" ,")  # fmt: skip
            told = self._dateline_day(dateline)
            if told:
                self.day = told
        first = _FIRST_YEAR.search(text[:_BEGINNING])
        # An article without a date tells of the year that it names first.
        self.year = self.day.year if self.day else int(first[1]) if first else None

    def _dateline_day(self, match: re.Match[str]) -> date | None:
        month = (match["month"] or match["month2"] or "")[:3].lower()
        day, year = match["day"] or match["day2"], match["year"] or match["year2"]
        if month not in _MONTHS or not day:
            return None
        if year:
            number = int(year) if len(year) == 4 else 1900 + int(year)
            if len(year) == 2 and number < 1960:
                number += 100
        elif self.day:
            number = self.day.year
        else:
            return None
        try:
            return date(number, _MONTHS[month], int(day))
        except ValueError:
            return None

    def day_of(self, sentence: str) -> Moment | None:
        """Return the day that the sentence names, else None.

        From when on something was counted is not the day of the count: "since Friday".
        """
        for mention in day_mentions(sentence):
            found = self._resolved(mention)
            if found and not _SINCE.search(sentence, 0, mention.start):
                return moment_of_day(found, origin="text")
        if self.day is None:
            return None
        near = _first(_NEAR, sentence)
        if near:
            back = 1 if near["yesterday"] else 0
            return moment_of_day(self.day - timedelta(days=back), origin="text")
        weekday = _first(_WEEKDAY, sentence)
        if weekday:
            back = (self.day.weekday() - _WEEKDAYS[weekday[2].lower()]) % 7
            if back == 0 and weekday[1]:
                back = 7
            return moment_of_day(self.day - timedelta(days=back), origin="text")
        return None

    def today(self) -> Moment | None:
        """Return the day of the report itself."""
        return moment_of_day(self.day) if self.day else None

    def is_history(self, sentence: str) -> bool:
        """Say whether the sentence tells of long before the report."""
        if _YEARS_AGO.search(sentence):
            return True
        if self.year is None:
            return False
        years = [int(year) for year in _YEAR.findall(sentence)]
        days = [mention.year for mention in day_mentions(sentence) if mention.year]
        return any(year < self.year - 1 for year in [*years, *days])

    def _resolved(self, mention: DayMention) -> date | None:
        if mention.year is not None:
            return mention.on()
        if self.day is None:
            return None
        for year in (self.day.year, self.day.year - 1):
            try:
                found = date(year, mention.month, mention.day)
            except ValueError:
                continue
            # Soon after the report is still to come, as in "until 3 March"; else it was last year.
            if found <= self.day + timedelta(days=60):
                return found
        return None


def _first(days: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    """Return the first of the days in the sentence that is none since when something is counted."""
    return next(
        (one for one in days.finditer(sentence) if not _SINCE.search(sentence, 0, one.start())),
        None,
    )
