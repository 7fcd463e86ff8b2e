"""Of what an extent is told."""

import pytest

from answer.extents import is_told
from answer.values import values

TEXT = "The 90-metre barge lay in the canal of Norvale. The tower is a 24-storey building."


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        pytest.param("How long is the barge?", "The 90-metre barge sank.", True, id="itself"),
        pytest.param("How long is the Eta Given?", "The 90-metre barge sank.", True, id="its name"),
        pytest.param(
            "How long is the Norvale canal?", "The 90-metre barge sank.", False, id="else"
        ),
        pytest.param(
            "How tall is the tower?", "It is a 24-storey building.", True, id="a building"
        ),
        pytest.param("How deep is the canal?", "It is 9 metres deep.", True, id="a depth"),
        pytest.param("How deep is the canal?", "The barge lay 9 metres off.", False, id="no depth"),
        pytest.param("How wide is the canal?", "It is 90 metres long.", False, id="no width"),
        pytest.param("How long is the canal?", "It is 9 metres behind it.", False, id="how far"),
        pytest.param("How far is it to Norvale?", "It is 90 metres off.", True, id="a distance"),
    ],
)
def test_an_extent_is_that_of_the_thing_which_is_asked_after(question, sentence, tells):
    [extent] = [one for one in values(sentence) if one.kind == "span"]

    assert is_told(question, sentence, extent, TEXT) is tells
