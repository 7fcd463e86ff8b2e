import pytest

from ingest.fixing import fix_of
from news.errors import UsageError
from news.fix import FIELDS, Fix, fixed, shown
from tests.builders import article


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("title", "  Ten die\n in clashes ", "Ten die in clashes"),
        ("Publisher", "Sample Wire", "Sample Wire"),
        ("publisher", "unknown", "unknown"),
        ("published", "2020-02-09", "2020-02-09"),
        ("published", "9 February 2020", "2020-02-09"),
        ("published", "2020-02", "2020-02"),
        ("published", "2020-02-09T12:30:00+06:00", "2020-02-09T06:30:00Z"),
        ("published", "Unknown", "unknown"),
    ],
)
def test_what_an_admin_writes_is_what_the_article_then_says(field, words, value):
    mended = fixed(article(), [fix_of(field, words)])

    assert shown(getattr(mended, field.lower())) == value


def test_a_date_set_right_says_where_it_came_from():
    assert fixed(article(), [fix_of("published", "2020")]).published.origin == "admin"


def test_nothing_set_right_changes_nothing():
    assert fixed(article(), []) == article()
    assert fix_of("publisher", "unknown") == Fix("publisher", None)


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("titel", "x", "'titel' cannot be set right, only title, publisher, .* mean title"),
        ("text", "x", "only title, publisher, published can"),
        ("published", "soon", "'soon' is no date"),
        ("published", " ", "Say what the published is"),
        ("title", "unknown", "needs a title"),
    ],
)
def test_what_cannot_be_set_right_is_met_with_a_sentence(field, words, sentence):
    assert field not in FIELDS or words
    with pytest.raises(UsageError, match=sentence):
        fix_of(field, words)
