import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decode import declared_in_page, decode

RUSSIAN = "Буксиры освободили контейнеровоз, который шесть дней перекрывал канал."
UKRAINIAN = "Буксири звільнили контейнеровоз, який шість днів перекривав канал, її знову відкрито."
KAZAKH = "Кеме алты күн бойы каналды жауып тұрды, қазір жол ашық, деді әкімдік."
GERMAN = (
    "Die Behörde erklärte, die Schiffe könnten nun weiterfahren; größere Schäden gebe es nicht."
)
FRENCH = "Des remorqueurs ont libéré le porte-conteneurs échoué, a annoncé l’autorité, « enfin »."
POLISH = "Holowniki uwolniły kontenerowiec, który przez sześć dni blokował kanał żeglugowy."
TURKISH = "Römorkörler altı gün boyunca kanalı tıkayan gemiyi kurtardı; başka bir şey söylenmedi."
GREEK = "Ρυμουλκά απελευθέρωσαν το πλοίο που είχε κλείσει τη διώρυγα για έξι ημέρες."
JAPANESE = "船は六日間、運河をふさいでいた。" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *[(RUSSIAN, name) for name in ("cp1251", "koi8-r", "iso8859-5", "cp866")],
        *[(UKRAINIAN, name) for name in ("cp1251", "koi8-u")],
        *[(GERMAN, name) for name in ("cp1252", "iso8859-15")],
        (FRENCH, "cp1252"),
        *[(POLISH, name) for name in ("cp1250", "iso8859-2")],
        *[(TURKISH, name) for name in ("cp1254", "iso8859-9")],
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        *[(KAZAKH, name) for name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be")],
    ],
)
def test_a_character_set_that_nobody_states_is_known_by_its_words(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        pytest.param(RUSSIAN.encode(), ["windows-1251"], RUSSIAN, id="UTF-8 is never by chance"),
        pytest.param(b"\xff\xfea\0b\0", ["utf-8"], "ab", id="a mark before what is declared"),
        pytest.param(
            RUSSIAN.encode("cp1251"), ["iso-8859-1", "windows-1251"], RUSSIAN,
            id="the page before what servers say unasked",
        ),
        pytest.param(
            RUSSIAN.encode("cp1251"), ["iso-8859-1"], RUSSIAN, id="words before a Latin-1 unasked"
        ),
        pytest.param(
            POLISH.encode("cp1250"), ["iso-8859-1"], POLISH, id="Polish words before it"
        ),
        pytest.param("“ça”".encode("cp1252"), ["iso-8859-1"], "“ça”", id="Latin-1 as browsers do"),
        pytest.param(JAPANESE.encode("euc_jp"), ["euc-jp"], JAPANESE, id="several bytes, declared"),
        pytest.param(
            "船".encode("iso2022_jp"), ["iso-2022-jp"], "船", id="written in ASCII, declared"
        ),
        pytest.param(RUSSIAN.encode("cp1251"), ["no-such-set", None], RUSSIAN, id="no such set"),
        pytest.param(RUSSIAN.encode("cp1251"), ["punycode", "idna"], RUSSIAN, id="no text at all"),
    ],
)  # fmt: skip
def test_what_is_declared_counts_where_it_can_be_true(content, declared, text):
    assert decode(content, *declared) == text


def test_a_few_damaged_bytes_do_not_make_a_page_another_character_set():
    content = (RUSSIAN * 20).encode()

    text = decode(content[:501] + b"\xff" + content[501:])

    assert text.count("канал.") >= 19


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_a_page_declares_its_character_set_in_its_head(page, charset):
    assert declared_in_page(page) == charset


@given(st.binary(max_size=300), st.text(max_size=12) | st.sampled_from(["utf-16", "hz", "cp037"]))
def test_any_bytes_are_some_text(content, declared):
    assert isinstance(decode(content, declared), str)
