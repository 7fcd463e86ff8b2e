"""Lines of a web page that are no part of its article, and lines that stand twice."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.asides import is_aside

_OFTEN = 4  # a byline or a pull quote may stand three times; menus and share bars more often
_SHORT = 12  # words
_NOTICE = 40  # words of a copyright notice at most

# Whole lines, in small letters and without outer punctuation.
_PHRASES = frozenset(
    """
    accessibility links|skip to content|skip to main content|skip to main navigation|skip to search
    skip to navigation|jump to content|go to main content|print view|search|menu|main menu|home
    home page|homepage|navigation|close|close menu|open menu|back|back to top|top of page|next
    previous|next article|previous article|breaking news|breaking|latest news|latest|top stories
    top news|most read|most popular|most viewed|trending|trending now|editors' picks
    editor's picks|editor’s picks|our picks|news|world|world news|politics|business|sport|sports
    opinion|live|video|videos|photos|pictures|gallery|photo gallery|podcast|podcasts|weather
    advertisement|advertising|ad|ads|sponsored|sponsored content|promoted|paid content
    story continues below|story continues below advertisement|article continues below
    continue reading|continue reading below|continue reading the main story|read more|full story
    show more|see more|load more|more|more news|more stories|more on this story|more on this topic
    more from|view more|learn more|related|related stories|related articles|related topics
    related content|related news|related links|recommended|recommended for you|you may also like
    you might also like|see also|also read|read also|share|share this|share this article
    share this story|share on facebook|share on twitter|share on x|share via email|share article
    share link|copy link|link copied|copied|facebook|twitter|x|whatsapp|telegram|linkedin|reddit
    pinterest|instagram|youtube|tumblr|email|e-mail|print|print this|print this article|save
    save article|bookmark|follow|follow us|listen|listen to this article|embed|download|comment
    comments|leave a comment|post a comment|view comments|show comments|no comments
    subscribe|subscribe now|sign up|sign up now|sign in|log in|login|register|join|donate
    support us|newsletter|newsletters|get the app|download the app|accept|accept all|accept cookies
    accept all cookies|reject all|manage cookies|cookie settings|cookie policy|privacy policy
    privacy|terms of use|terms of service|terms and conditions|contact us|contact|about us|about
    careers|help|faq|sitemap|site map|rss|loading|please wait|image caption|media caption
    image source|image|embed share|no media source currently available|auto|all rights reserved
    реклама|поделиться|читайте также|читать далее|подписаться|подпишитесь|главная|новости
    комментарии|меню|поиск|войти|печать|смотрите также|по теме|последние новости|наверх
    """.replace("\n", "|").split("|")
)
_PHRASE_SET = frozenset(phrase.strip() for phrase in _PHRASES if phrase.strip())

_CLUTTER = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in [
        r"more\s*:.+",
        r"(?:subscribe|sign up|sign in|log in|register|follow us|join us|download)\b.{0,80}",
        r"share (?:this|on|via|with)\b.{0,40}",
        r"\d[\d,.]*\s*(?:comments?|shares?|likes?|views?|min(?:ute)?s? read)",
        r"(?:page )?\d{1,3}\s*(?:/|of)\s*\d{1,3}",
        r"(?:©|\(c\)|copyright\b).*",
        r"image (?:source|caption|credit)s?\s*[,:].{0,60}",
        r"[\w&' ]{1,30}(?:\s*[>»›|]\s*[\w&' ]{1,30}){2,}",
        r"[\W_]+",
    ]
]
_NOTICE_WORDS = re.compile(r"\ball rights reserved\b", re.IGNORECASE)


def is_clutter(line: str) -> bool:
    """Return whether the line is navigation, sharing, advertising or a notice, not the article."""
    words = len(line.split())
    if words > _NOTICE:
        return False
    if is_aside(line):
        return True
    bare = line.strip(" \t.:;,…!?-–—•·|>»›[]()").casefold()
    if bare in _PHRASE_SET:
        return True
    if words <= _SHORT and any(pattern.fullmatch(line.strip()) for pattern in _CLUTTER):
        return True
    return bool(_NOTICE_WORDS.search(line))


def without_clutter(lines: Sequence[str]) -> list[str]:
    """Return the lines of the article: no clutter, no short line that keeps coming back."""
    counts = Counter(line.strip() for line in lines if line.strip())
    return [
        line
        for line in lines
        if not line.strip() or not (is_clutter(line) or _keeps_coming(line.strip(), counts))
    ]


def without_echoes(lines: Iterable[str]) -> list[str]:
    """Return the lines, one that stands right after itself once: a caption and its alt text."""
    kept: list[str] = []
    last = ""
    for line in lines:
        words = " ".join(line.split())
        if words and words == last:
            continue
        kept.append(line)
        last = words or last
    return kept


def _keeps_coming(line: str, counts: Counter[str]) -> bool:
    # A line that ends as a sentence may be speech: "No comment." is said more than once.
    return counts[line] >= _OFTEN and len(line.split()) <= _SHORT and line[-1] not in ".!?”\"'"
