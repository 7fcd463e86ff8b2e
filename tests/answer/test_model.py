"""Opening a language model: what is missing is said in a sentence."""

import pytest

from answer.model import open_model
from news.errors import UsageError


@pytest.fixture(autouse=True)
def _without_a_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("mistralai:small", r"run `pip install -e '\.\[mistral\]'`", id="no package"),
        pytest.param("nonsense:small", "which is no known model", id="no such provider"),
        pytest.param("openai:gpt-4.1-mini", "for example OPENAI_API_KEY", id="no key"),
    ],
)
def test_what_is_missing_for_a_model_is_said_with_what_to_do(name, told):
    with pytest.raises(UsageError, match=told):
        open_model(name, timeout=1)


def test_a_server_of_ones_own_needs_no_key():
    model = open_model("openai:any", timeout=3, temperature="", base_url="http://127.0.0.1:9/v1")

    assert (model.request_timeout, model.temperature) == (3, None)
