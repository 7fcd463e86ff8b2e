"""One analyser for the word index, for coverage and for questions: text in, terms out.

Letters are folded to small ones, numbers stay whole ("1,000" is "1000"), English words are
stemmed. Cyrillic words are cut to their first letters: the Russian stemmer of the index library
does not join погибли and погибших, and there is none for Kazakh.
"""

import re
import unicodedata
from functools import lru_cache

import tantivy

NAME = "analyser-2"

_LETTERS_OF_CYRILLIC = 5
"""Truncation to five letters is the classic light stemmer for richly inflected languages
(McNamee and Mayfield, Character n-gram tokenization for European language text retrieval, 2004)."""

_WORDS_KEPT = 1 << 15
"""Words whose terms are remembered (about 10 MB): nine in ten words of news are among them."""

_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s\b")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]{6,}")
_WORD = re.compile(r"[a-z]{3,9}")
_TOKEN = r"\d+(?:\.\d+)?|[\p{L}\p{M}\p{N}]+"

STOPWORDS = frozenset(
    """a an the and or but if of at by for with about to from in on as into over than then so
    is are was were be been being am do does did doing have has had having will would shall should
    can could may might must it its he him his she her they them their we us our you your i me my
    this that these those there here what which who whom whose when where why how much many not no
    any some such only own same other also very just s t
    tell please give say says said know
    и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне
    было вот от меня еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас
    это сколько кто где какой какие чем""".split()
)
"""Words that say nothing about what a question is about."""


_IRREGULAR = {
    form: base
    for base, *forms in (
        line.split()
        for line in """
        begin began begun | break broke broken | bring brought | build built | burn burnt
        buy bought | come came | draw drew drawn | drive drove driven | fall fell fallen
        feel felt | fight fought | find found | flee fled | fly flew flown
        forbid forbade forbidden | get got gotten
        give gave given | go went gone | grow grew grown | hide hid hidden | hold held | keep kept
        know knew known | lead led | leave left | lose lost | make made | mean meant | meet met
        pay paid | ride rode ridden | ring rang rung | rise rose risen | run ran | see saw seen
        seek sought | sell sold | send sent | shake shook shaken | shoot shot | sink sank sunk
        speak spoke spoken | spend spent | stand stood | steal stole stolen | strike struck stricken
        swear swore sworn | take took taken | tell told | think thought | throw threw thrown
        win won | write wrote written | child children | man men | woman women
        """.replace("\n", "|").split("|")
        if line.strip()
    )
    for form in forms
}
"""Forms that the stemmer does not join with the word they belong to."""


@lru_cache(maxsize=1)
def _english() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_TOKEN))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def analyse(text: str) -> list[str]:
    """Return the terms of a text, in order, with repetitions."""
    words = unicodedata.normalize("NFKC", text).casefold().split()
    return [term for word in words for term in _terms_of_word(word)]


@lru_cache(maxsize=_WORDS_KEPT)
def _terms_of_word(word: str) -> tuple[str, ...]:
    """Return the terms of what stands between two white spaces, in small letters."""
    plain = _THOUSANDS.sub("", _POSSESSIVE.sub("", word))
    plain = _DOTTED.sub(lambda match: match.group().replace(".", ""), plain)
    plain = _CYRILLIC.sub(lambda match: match.group()[:_LETTERS_OF_CYRILLIC], plain)
    plain = _WORD.sub(lambda match: _IRREGULAR.get(match.group(), match.group()), plain)
    return tuple(_english().analyze(plain))


_STOPPED = lru_cache(maxsize=1)(lambda: frozenset(analyse(" ".join(STOPWORDS))))


def content_terms(text: str) -> list[str]:
    """Return the terms that say what a question is about, each once, in order."""
    kept = (term for term in analyse(text) if term not in _STOPPED())
    return list(dict.fromkeys(kept))
