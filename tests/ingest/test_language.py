import pytest

from ingest.language import language_of

RUSSIAN = "Буксиры освободили контейнеровоз, который шесть дней перекрывал канал, сообщили власти."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        ("Кеме алты күн бойы каналды жауып тұрды, қазір жол ашық, деді облыс әкімдігі.", "kk"),
        ("The ships that waited at both ends of the canal began to move in the evening.", "en"),
        ("Die Schiffe, die an beiden Enden des Kanals warteten, fahren seit Montag wieder.", "de"),
    ],
)
def test_a_text_tells_its_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "Ships move.", "2021 2022 2023 " * 20])
def test_too_few_words_tell_none(text):
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("declared", "language"),
    [("ru-RU", "ru"), ("ru_RU.UTF-8", "ru"), ("RU", "ru"), ("uk", "uk"), ("en-US", "ru")],
)
def test_what_is_declared_counts_unless_the_letters_are_others(declared, language):
    assert language_of(RUSSIAN, declared) == language


def test_a_declared_language_needs_no_words():
    assert language_of("Ships move.", "en-GB") == "en"
