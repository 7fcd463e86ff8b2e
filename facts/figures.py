"""Read the figures of an article: numbers of people and things, each with its words."""

import re

from facts.days import Calendar
from facts.earlier import AT_FIRST, is_old
from facts.finding import Finding
from facts.grammar import read_findings
from facts.lines import whole_sentences
from facts.places import place_near
from facts.reporters import reporter_of
from facts.sums import put_together
from news.article import Article
from news.figure import Figure, Scope, Span

# A sentence without a word that begins like one of these tells no figure; most have none, and cost
# nothing more. (A set of beginnings is twenty times as fast as one pattern.)
_HINTS = frozenset(
    "appr arre assa atte beat behe bodi body burn capt casu coll cond corp cros dama dead "
    "deat dece demo dest deta die died dies disa disp doct drow dyin elec evac exec fata flat "
    "fled flee frac gath graz gunn guns gutt hack hang hers hims hit home hosp hurt inju jail "
    "join kidn kill leve life live lync maim marc mass medi miss murd numb own part pass peri "
    "pois prot rall raze razi relo self shoo shot slai slay stab stra stru succ suic toll "
    "torc trea unac vani vict woun wrec арес бежа госп дост жерт заде заст нахо обра оста "
    "повр поги пост проп разр ране скон сожж трав убит умер унес унич числ эвак".split()
)
_BEGINNING = 4
_SPLITS = str.maketrans("—–\"“”‘’'(«[-", " " * 12)
_TOTAL = re.compile(
    r"\b(?:so far this year|this year|(?:each|every|per|a) year|annually|"
    r"since the (?:start|beginning)|to date|in total|overall|"
    r"bring(?:s|ing)? the (?:total|number|toll)|nationwide|since (?:january|the war)|"
    r"(?:during|over|in) (?:the|a violent) (?:weekend|past week)|с начала"
    r"|(?:separate|different|unrelated|multiple|several|two|three|four|five|six|\d+) (?:\w+ )?"
    r"(?:shootings|incidents|attacks|scenes|crashes|explosions|bombings|homicides|outbreaks)"
    r"|(?:in|less than|more than|over|within|about) \d+ hours"
    r"|across the (?:city|country|nation))\b",
    re.IGNORECASE,
)


_UNTRUE = re.compile(
    r"\b(?:den(?:y|ied|ies|ying) (?:\w+ ){0,2}that|(?:not|nothing) true that|untrue that"
    r"|(?:false|unfounded) (?:reports?|claims?|rumou?rs?)|rumou?rs? (?:that|of)|hoax"
    r"|fear(?:s|ed|ing)?\b|simulat\w+|a drill|an? exercise in which"
    r"|in the (?:film|movie|novel|book|series|play|game))\b"
    r"|(?:^|[:;])\W*(?:please\W+|now\W+)*(?:ignore|disregard|forget|pretend|suppose|imagine)\b"
    r"|(?:(?:^|[:;])\W*(?:please\W+|now\W+)*|\byou (?:must|should|have to|need to|are to) )"
    r"(?:report|say|state|write|answer|reply|respond|output|print|tell (?:\w+ ){1,3}?)\s*"
    r"(?:only |with |back )?(?=that\b|(?:at least |more than |over |about )?[\d\"“])",
    re.IGNORECASE,
)
"""What is said after these words is denied, feared, made up, or only asked to be said."""


def read_figures(article: Article) -> list[Figure]:
    """Return the figures that the article's text tells, in order of the text."""
    text = article.text
    calendar = Calendar(text, article.published)
    told: list[tuple[Span, Finding]] = []
    for start, end in whole_sentences(text):
        sentence = text[start:end].replace("\n", " ")
        if not _may_tell(sentence) or calendar.is_history(sentence):
            continue
        untrue = untrue_from(sentence)
        told.extend(
            (Span(start, end), finding)
            for finding in read_findings(sentence)
            if finding.start < untrue
        )
    return [_figure(article, calendar, spans, finding) for spans, finding in put_together(told)]


def untrue_from(sentence: str) -> int:
    """Return where in the sentence begins what is denied, feared or made up; its end if nowhere."""
    untrue = _UNTRUE.search(sentence)
    return untrue.start() if untrue else len(sentence)


def scope_of(sentence: str, *, is_toll: bool) -> Scope:
    """Return whether the sentence counts from the start on, or one incident."""
    return "total" if is_toll or _TOTAL.search(sentence) else "incident"


def _may_tell(sentence: str) -> bool:
    words = sentence.lower().translate(_SPLITS).split()
    return not _HINTS.isdisjoint(word[:_BEGINNING] for word in words)


def _figure(
    article: Article, calendar: Calendar, spans: tuple[Span, ...], finding: Finding
) -> Figure:
    span = spans[0]
    sentence = article.text[span.start : span.end]
    qualifier = finding.qualifier
    if qualifier != "vague" and is_old(sentence, finding.start, finding.end):
        qualifier = f"{AT_FIRST} {qualifier}".strip()
    place = place_near(sentence, finding.start, finding.end) or calendar.place
    return Figure(
        article_id=article.id,
        revision=article.revision,
        measure=finding.measure,  # type: ignore[arg-type]
        low=finding.low,
        high=finding.high,
        quotes=spans,
        phrase=Span(span.start + finding.start, span.start + finding.end),
        qualifier=qualifier,
        of=finding.of,
        group=finding.group,
        part_of=finding.part_of,
        is_added=finding.is_more,
        derived=finding.is_sum,
        place=place,
        scope=scope_of(sentence, is_toll=finding.is_toll),
        as_of=calendar.day_of(sentence) or calendar.today(),
        reported_by=reporter_of(sentence, finding.start, finding.end),
    )
