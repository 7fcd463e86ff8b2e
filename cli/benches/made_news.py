"""Made-up articles in any number, the same ones for the same seed: no public set is needed."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cli.settings import ROOT

WORDS = 690
"""Words of an article that is cut into five chunks by the packaged model's window."""

_FIRST_DAY = date(2020, 1, 1)
_DAYS = 1000
_NAMED = 0.04  # of a thousand words of news, about forty are names that few articles have
_MENU = ("World", "Business", "Sport", "Culture", "Opinion", "Weather")
_SYLLABLES = "ka ro mi len tas ber vo shi nar del ou pra zim hol ey gar tu san wick por".split()


def articles(count: int, *, words: int = WORDS, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield articles as fields of JSON Lines; their words are as frequent as in the samples."""
    chance = random.Random(seed)
    said = _words_of_samples()
    known, often = list(said), list(said.values())
    for number in range(count):
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        yield {
            "id": f"{seed}-{number}",
            "title": f"{_name(chance)} {' '.join(chance.choices(known, often, k=8))}",
            "publisher": f"{_name(chance)} Wire",
            "published": day.isoformat(),
            "text": _text(chance, chance.choices(known, often, k=words)),
        }


def write_lines(path: Path, count: int, *, words: int = WORDS, seed: int = 1) -> None:
    """Write articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in articles(count, words=words, seed=seed))


def as_page(fields: dict[str, Any], *, says_little: bool = False) -> bytes:
    """Return an article as the page of a newspaper: with a menu, a foot and what its head says.

    One that says little tells neither its language nor its day.
    """
    body = "\n".join(f"<p>{line}</p>" for line in fields["text"].split("\n"))
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in _MENU)
    language = "" if says_little else ' lang="en"'
    time = f'<meta property="article:published_time" content="{fields["published"]}T08:00:00Z">'
    return f"""<!doctype html><html{language}><head><title>{fields["title"]}</title>
<meta property="og:site_name" content="{fields["publisher"]}">{"" if says_little else time}</head>
<body><nav><ul>{menu}</ul></nav><article><h1>{fields["title"]}</h1>
{body}</article><footer><p>All rights reserved</p></footer></body></html>""".encode()


def _words_of_samples() -> Counter[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("2*.md"))]
    words = (word.strip(".,;:!?()[]\"'“”‘’«»|*#-–—") for text in texts for word in text.split())
    return Counter(word for word in words if word.isalpha())


def _text(chance: random.Random, words: list[str]) -> str:
    """Return the words as paragraphs of sentences, with names and numbers among them."""
    paragraphs: list[str] = []
    sentences: list[str] = []
    while words:
        length = chance.randint(8, 32)
        taken, words = words[:length], words[length:]
        told = [_name(chance) if chance.random() < _NAMED else word for word in taken]
        told.insert(chance.randrange(len(told)), str(chance.randrange(2, 3000)))
        sentences.append(" ".join(told).capitalize() + ".")
        if len(sentences) > chance.randint(1, 4):
            paragraphs.append(" ".join(sentences))
            sentences = []
    return "\n".join([*paragraphs, " ".join(sentences)]).strip()


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()
