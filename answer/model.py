"""A chat model of any provider that LangChain knows: opened by name, and asked for JSON or words.

Its errors are translated here: providers have no common one.
"""

import json
import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from answer.in_time import in_time
from answer.proposal import SCHEMA
from news.errors import ModelError, Unusable, UsageError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

log = logging.getLogger(__name__)

Messages = list[tuple[str, str]]
"""Who speaks ("system", "human") and what."""

_EXTRAS = {"google_genai": "google", "mistralai": "mistral"}
"""What the project calls the extra of a provider, where that is not the provider's name."""

_OVER_QUOTA = 429
_REFUSED = (400, 413, 422)
"""What servers answer to a text that is too long or against their rules."""

_NOT_SO = (400, 404, 415, 422, 501)
"""What servers answer that know no structured output: they are asked for the JSON in words."""


def open_model(
    name: str,
    *,
    timeout: float,
    temperature: float | Literal[""] = 0.0,
    base_url: str = "",
    api_key: str = "",
) -> "BaseChatModel":
    """Return the chat model of "provider:name"; raise UsageError with what to install or mend.

    A server of one's own (`base_url`) that speaks OpenAI's protocol usually asks for no key, but
    OpenAI's client does.
    """
    from langchain.chat_models import init_chat_model

    provider = name.partition(":")[0]
    given: dict[str, Any] = {"timeout": timeout, "max_retries": 1}
    if temperature != "":
        given["temperature"] = temperature
    if base_url:
        given["base_url"] = base_url
        if provider == "openai":
            given["api_key"] = api_key or "none"
    try:
        model: BaseChatModel = init_chat_model(name, **given)
    except ImportError as error:
        raise UsageError(
            f"[llm] model is {name!r}, whose provider is not installed: "
            f"run `pip install -e '.[{_EXTRAS.get(provider, provider)}]'`."
        ) from error
    except ValueError as error:
        raise UsageError(
            f'[llm] model is {name!r}, which is no known model: write "provider:name", '
            f'for example "openai:gpt-4.1-mini" ({str(error).splitlines()[0]}).'
        ) from error
    except Exception as error:
        # A key that is missing is told by each provider's package with an error of its own.
        raise UsageError(
            f"[llm] model is {name!r}, which cannot be used: set the provider's key in the "
            f"environment, for example {provider.upper()}_API_KEY ({_kind(error)})."
        ) from error
    return model


def written(
    model: "BaseChatModel",
    messages: Messages,
    *,
    until: float,
    schema: dict[str, Any] = SCHEMA,
) -> Iterator[str]:
    """Yield the JSON of an answer piece by piece, as it is written; raise ModelError."""
    yield from _translated(lambda: in_time(lambda: _json(model, messages, schema), until))


def said(model: "BaseChatModel", messages: Messages, *, until: float) -> str:
    """Return what the model says; raise ModelError."""
    pieces = _translated(
        lambda: in_time(lambda: (str(piece.text) for piece in model.stream(messages)), until)
    )
    return "".join(pieces)


def _json(model: "BaseChatModel", messages: Messages, schema: dict[str, Any]) -> Iterator[str]:
    begun = False
    try:
        for piece in _structured(model, schema).stream(messages):
            begun = True
            yield _text(piece)
        return
    except NotImplementedError:
        pass  # a model without structured output still can write JSON
    except Exception as error:  # any provider's: the status in it tells which
        if begun or _status(error) not in _NOT_SO:
            raise
    for piece in model.stream(messages):
        yield _text(piece)


def _structured(model: "BaseChatModel", schema: dict[str, Any]) -> "Runnable[Any, Any]":
    """Return the model bound to the schema in its provider's way, without the parser behind it.

    That parser would wait for the end, and throw away what is not quite of the schema.
    """
    from langchain_core.runnables import RunnableSequence

    chain = model.with_structured_output(schema)
    return chain.first if isinstance(chain, RunnableSequence) else model


def _text(message: Any) -> str:
    """Return the JSON in a message or a piece of one, which some providers make a tool call."""
    pieces = getattr(message, "tool_call_chunks", None)
    if pieces:
        return "".join(piece["args"] or "" for piece in pieces)
    calls = getattr(message, "tool_calls", None)
    return json.dumps(calls[0]["args"], ensure_ascii=False) if calls else str(message.text)


def _translated(pieces: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from pieces()
    except TimeoutError as error:
        raise ModelError("The language model did not answer in time.") from error
    except Exception as error:
        # Providers' errors have no base in common. The kind alone is told: a provider's message
        # may repeat what was asked.
        log.warning("The language model failed: %s", _kind(error))
        if _status(error) == _OVER_QUOTA:
            raise ModelError("The language model is over its quota.") from error
        if _status(error) in _REFUSED:
            raise Unusable("The language model's server refused what it was given.") from error
        raise ModelError("The language model did not answer.") from error


def _kind(error: Exception) -> str:
    status = _status(error)
    return f"{type(error).__name__} {status}" if status else type(error).__name__


def _status(error: Exception) -> int | None:
    """Return the HTTP status in a provider's error, wherever it keeps that."""
    for kept in (error, getattr(error, "response", None)):
        for name in ("status_code", "code", "http_status"):
            value = getattr(kept, name, None)
            if isinstance(value, int):
                return value
    return None
