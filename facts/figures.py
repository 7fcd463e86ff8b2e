"""Read the figures of an article: numbers of people and things, each with its words."""

import re

from facts.days import Calendar
from facts.finding import Finding
from facts.grammar import read_findings
from facts.lines import whole_sentences
from facts.places import place_near
from facts.reporters import reporter_of
from facts.sums import put_together
from news.article import Article
from news.figure import Figure, Scope, Span

# A sentence without one of these tells no figure; most have none, and cost nothing more.
_HINT = re.compile(
    r"kill|dead|death|die[ds]?\b|dying|fatal|slain|murder|assassin|execut|massacr|perish|drown|toll"
    r"|succumb|slay|li[fv]es?\b|bod(?:y|ies)\b|corpse|electrocut|hang(?:ed|ing)|behead|lynch"
    r"|injur|wound|hurt|maim|casualt|burns|fractur|shot|stab|struck|beaten|strangl|poison|hack"
    r"|hospital|condition|missing|unaccounted|disappear|vanish|displac|evacuat|relocat|homeless"
    r"|fled|flee|crossed|arrest|detain|jail|captur|apprehend|kidnap|destr|torch|raz[ei]|gutt"
    r"|flatten|level|collaps|damag|wreck|took part|take part|march|rall|protest|participat|attend"
    r"|demonstrat|gather|joined|massac"
    r"|погиб|убит|умер|сконча|застрел|ранен|пострада|травм|госпитал|пропал|эваку|беж|задерж|аресто"
    r"|разруш|уничтож|сожж|поврежд|число|унес",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:so far this year|this year|since the (?:start|beginning)|to date|in total|overall|"
    r"bring(?:s|ing)? the (?:total|number|toll)|nationwide|since (?:january|the war)|"
    r"(?:during|over|in) the (?:weekend|past week)|с начала)\b",
    re.IGNORECASE,
)


def read_figures(article: Article) -> list[Figure]:
    """Return the figures that the article's text tells, in order of the text."""
    text = article.text
    calendar = Calendar(text, article.published)
    told: list[tuple[Span, Finding]] = []
    for start, end in whole_sentences(text):
        sentence = text[start:end].replace("\n", " ")
        if _HINT.search(sentence) is None or calendar.is_history(sentence):
            continue
        told.extend((Span(start, end), finding) for finding in read_findings(sentence))
    return [_figure(article, calendar, spans, finding) for spans, finding in put_together(told)]


def _figure(
    article: Article, calendar: Calendar, spans: tuple[Span, ...], finding: Finding
) -> Figure:
    span = spans[0]
    sentence = article.text[span.start : span.end]
    scope: Scope = "total" if finding.is_toll or _TOTAL.search(sentence) else "incident"
    place = place_near(sentence, finding.start, finding.end) or calendar.place
    part = finding.part_of if finding.part_of != -1 else None
    return Figure(
        article_id=article.id,
        revision=article.revision,
        measure=finding.measure,  # type: ignore[arg-type]
        low=finding.low,
        high=finding.high,
        quotes=spans,
        phrase=Span(span.start + finding.start, span.start + finding.end),
        qualifier=finding.qualifier,
        of=finding.of,
        group=finding.group,
        part_of=part,
        is_added=finding.is_more,
        derived=finding.is_sum,
        place=place,
        scope=scope,
        as_of=calendar.day_of(sentence) or calendar.today(),
        reported_by=reporter_of(sentence),
    )
