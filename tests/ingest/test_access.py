import pytest

from ingest.access import is_free


@pytest.mark.parametrize(
    ("page", "free"),
    [
        pytest.param(b'{"isAccessibleForFree": true}', True, id="yes"),
        pytest.param(b'{"isAccessibleForFree":"False"}', False, id="no, as a word"),
        pytest.param(
            b'{"isAccessibleForFree": true, "hasPart": {"isAccessibleForFree" : false}}',
            False,
            id="a part is not",
        ),
        pytest.param(b"<html>isAccessibleForFree</html>", None, id="nothing is said"),
    ],
)
def test_a_page_says_whether_it_can_be_read_freely(page, free):
    assert is_free(page) is free
