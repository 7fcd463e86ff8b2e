"""The language of a text: as its page declares it, unless the letters say otherwise."""

import re
import threading
from functools import lru_cache
from typing import Any

from news.errors import FetchError

_SAMPLE = 4000  # characters; more tells no more
_FEWEST = 60  # letters; fewer are taken for any language
_SURE = 0.9
_CODE = re.compile(r"[a-z]{2,3}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
# Languages that are written in Latin letters only; a page in them has hardly any Cyrillic ones.
_IN_LATIN = frozenset(
    "en de fr es it pt nl pl cs sk sl hr hu ro sv da no nb fi et lv lt tr id ms vi".split()
)
_IN_CYRILLIC = frozenset("ru uk be bg mk ky tg mn".split())
_loading = threading.Lock()


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the language as a code of ISO 639 ("en"), or None where it cannot be told.

    What is declared ("en-US") counts, but for the language of a template around other letters.

    Raises:
        FetchError: there is no room for the model that tells languages.
    """
    code = language_code(declared)
    if code and not _contradicts(text, code):
        return code
    return _detected(text)


def language_code(declared: str | None) -> str | None:
    """Return the language in a declaration of any form: "en-US", "en_US.UTF-8" -> "en"."""
    found = _CODE.match((declared or "").strip().lower().replace("_", "-").partition("-")[0])
    return found[0] if found else None


def _contradicts(text: str, code: str) -> bool:
    sample = text[:_SAMPLE]
    latin, cyrillic = len(_LATIN.findall(sample)), len(_CYRILLIC.findall(sample))
    if latin + cyrillic < _FEWEST:
        return False
    return (code in _IN_LATIN and cyrillic > 2 * latin) or (
        code in _IN_CYRILLIC and latin > 4 * cyrillic
    )


def _detected(text: str) -> str | None:
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _FEWEST:
        return None
    with _loading:
        identifier = _identifier()
    # Numbers and signs are of no language, but the model has seen them with some.
    code, share = identifier.classify(re.sub(r"[\W\d_]+", " ", sample))
    return str(code) if share >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Half a second and a hundred megabytes, so only when a text does not say its language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        # It is unpacked into a file of the system's folder for temporary files.
        raise FetchError(
            "Unpacking the model that tells languages into the folder for temporary files failed "
            f"({error.strerror or error}); free some space there, or name another by TMPDIR, and "
            "ingest again."
        ) from error
