"""What stories are called on buttons: a place and a month, short, and no two the same."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from answer.stories import Rarity, Story, calendar_terms
from news.moment import Moment
from vectorstore.analyse import STOPWORDS, analyse, content_terms

_LONGEST = 40
"""Characters that a button shows on a phone."""

_UNTIL_DAY = _LONGEST - len(", 30 September 2020")
"""Characters that are left for what stands before the day."""

# Buildings and grounds are "at", all other places "in". A name before anything but a full stop or
# a small word is left out: in "the Doe shooting" it is a person's, perhaps of one who was harmed.
_GROUNDS = (
    "Airport|Bank|Barracks|Base|Bridge|Camp|Canal|Cathedral|Centre|Center|Church|Club|College|Hall"
    "|Harbour|Harbor|Hospital|Hotel|Mall|Market|Mine|Mosque|Park|Plant|Plaza|Port|Prison|School"
    "|Square|Stadium|Station|Temple|Theatre|Theater|Tower|University"
)
_WORD = r"(?:(?:Ft|Mt|St|Ste)\.?\s+)?[A-Z][\w-]+"
_PLACE = re.compile(
    r"\b(?:(?:in|off)\s+(?:the\s+)?(?:(?:north|south|east|west|central|downtown)\w*\s+)?"
    rf"(?P<in>{_WORD}(?:\s+{_WORD}){{0,2}})"
    rf"|at\s+(?:the\s+)?(?P<at>{_WORD}(?:\s+{_WORD})?\s+(?:{_GROUNDS})))"
    r"(?!['’\w])(?:[ \t]+(?P<next>[\w'’-]+))?"
)
# What ends like these is no person's name, whatever stands beside it: "the Suez Canal began".
_SURELY_PLACE = re.compile(
    rf"\b(?!The\b){_WORD}(?:\s+{_WORD})?\s+(?:Airport|Canal|Cathedral|Mosque|Stadium|Strait|Tower)\b"
)
_KIND_OF_PLACE = frozenset(
    "area canal city county desert district harbour island islands municipality neighborhood "
    "neighbourhood oblast peninsula port province region state strait suburb town valley "
    "village".split()
)
_TITLES = (
    "Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|President|Minister|Governor|Mayor|Judge|Senator|Chief|Captain"
    "|General|Colonel|Sheriff|Officer|Detective|Inspector|Sergeant|Sgt|Lt|Gov|Sen|Rep"
)
_LEADS_ON = frozenset("after against before near off outside over under".split())
_IN_TITLE = 2
"""A place in a title tells more than one in a text."""


def labels(told: Sequence[Story], rarity: Rarity) -> list[str]:
    """Return a label for each story: its place and month; where two are the same, more of each.

    A story whose place is not found is called by its title, else by its publisher and day.
    """
    named = [_place(story, rarity) or _short_title(story) for story in told]
    first = [_first(story) for story in told]
    found = [
        _join(name, _month(day)) if name else _join(_short(_publisher(story)), _day(day))
        for name, story, day in zip(named, told, first, strict=True)
    ]
    exact = [_join(name, _day(day)) for name, day in zip(named, first, strict=True)]
    found = _told_apart(
        found, [one if name else "" for one, name in zip(exact, named, strict=True)]
    )
    by = [f"{label} · {_publisher(story)}" for label, story in zip(found, told, strict=True)]
    found = _told_apart(found, [one if len(one) <= _LONGEST else "" for one in by])
    return _told_apart(found, [f"{label} ({at})" for at, label in enumerate(found, start=1)])


def _told_apart(found: Sequence[str], longer: Sequence[str]) -> list[str]:
    """Return the labels, those that stand twice in their longer form if there is one."""
    return [
        more if found.count(label) > 1 and more else label
        for label, more in zip(found, longer, strict=True)
    ]


def _join(name: str, day: str) -> str:
    return ", ".join(part for part in (name, day) if part) or "Undated"


def _publisher(story: Story) -> str:
    return next((one.publisher for one in story.articles if one.publisher), "")


def _short(name: str) -> str:
    return name if len(name) <= _UNTIL_DAY else ""


def _place(story: Story, rarity: Rarity) -> str:
    """Return the story's place, empty if none is found that is short enough."""
    ranked = (place for place in _places(story, rarity) if _short(place))
    texts = [one.text for one in story.articles]
    of_nobody = (
        place for place in ranked if not any(_is_person(place.split()[-1], one) for one in texts)
    )
    return next(of_nobody, "")


def _short_title(story: Story) -> str:
    """Return the beginning of a title, up to what may be a name; empty if nothing is left."""
    for one in story.articles:
        kept: list[str] = []
        words = one.title.split()
        for word in words:
            if _may_be_name(word, one.text) or not _short(" ".join([*kept, word])):
                break
            kept.append(word)
        whole = len(kept) == len(words)
        while kept and not whole and (kept[-1] in _LEADS_ON or not content_terms(kept[-1])):
            kept.pop()
        if len(kept) > 1:
            return " ".join(kept).rstrip(",;:–—- ") + ("" if whole else " …")
    return ""


def _places(story: Story, rarity: Rarity) -> list[str]:
    """Return the places of the story, first those that most of its articles and few others have."""
    found = sorted(
        {
            place
            for one in story.articles
            for place in (*_in(one.title, one.text), *_in(one.text, one.text))
        }
    )
    terms = {place: analyse(place) for place in found}
    rare = rarity(sorted({term for its in terms.values() for term in its}))

    def weight(place: str) -> float:
        votes = sum(
            _IN_TITLE * (place in one.title) + (place in one.text) for one in story.articles
        )
        return votes * max(rare[term] for term in terms[place])

    return sorted(found, key=lambda place: (-weight(place), place))


@lru_cache(maxsize=1024)
def _in(words: str, text: str) -> tuple[str, ...]:
    """Return the places that words of an article, its text or title, say something happened in.

    "Shooting" ends no name where the text has "the shooting" too.
    """
    found = [match.group() for match in _SURELY_PLACE.finditer(words)]
    for match in _PLACE.finditer(words):
        following = (match["next"] or "").lower()
        if following and following not in STOPWORDS | _KIND_OF_PLACE:
            continue
        name = (match["in"] or match["at"]).split()
        while name and not _ends_name(name[-1], text):
            name.pop()
        # What stands in capitals alone is a body or a ward rather: "in the NHL", "in ICU".
        if name and not (len(name) == 1 and name[0].isupper()):
            found.append(" ".join(name))
    return tuple(found)


def _ends_name(word: str, text: str) -> bool:
    if word.lower() in _KIND_OF_PLACE or re.fullmatch(_GROUNDS, word):
        return True
    return not (_is_plain(word, text) or set(analyse(word)) & calendar_terms())


def _is_plain(word: str, text: str) -> bool:
    """Say whether the text has the word in small letters too."""
    return bool(re.search(rf"(?<![\w'’-]){re.escape(word.lower())}(?![\w'’-])", text))


def _is_person(name: str, text: str) -> bool:
    """Say whether the text speaks of the name as of a person: by a title, an age, or as saying."""
    its = re.escape(name)
    return bool(
        re.search(rf"\b(?:{_TITLES})\.?\s+(?:[A-Z][\w.-]*\s+)?{its}\b", text)
        or re.search(rf"\b{its}(?:,\s+(?:\d\d?|who)\b|\s+(?:said|says|told|tweeted)\b)", text)
    )


def _may_be_name(word: str, text: str) -> bool:
    """Say whether a word of a title may be of a name: a capital not known to be the title's own."""
    plain = word.strip("\"'“”‘’.,;:!?()[]–—-")
    if not plain[:1].isupper() or plain.lower() in STOPWORDS:
        return False
    within = re.search(rf"(?<=[\w,] ){re.escape(plain)}\b", text)
    return bool(within) or not _is_plain(plain, text)


def _first(story: Story) -> Moment | None:
    """Return when the first report was published: what happened, happened by then."""
    dated = [one.published for one in story.articles if one.published]
    return min(dated, key=lambda moment: moment.at, default=None)


def _day(moment: Moment | None) -> str:
    return moment.spoken() if moment else ""


def _month(moment: Moment | None) -> str:
    if moment is None or moment.precision in ("month", "year"):
        return _day(moment)
    return replace(moment, precision="month").spoken()
