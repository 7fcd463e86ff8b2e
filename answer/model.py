"""The drafter that is a chat model: any provider of LangChain, under the same verification."""

import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

import prompts
from answer.budget import fitting
from news.answer import Claim, Draft, Quote
from news.conversation import Conversation
from news.errors import ModelError, UsageError
from news.passage import Passage
from news.text import sentences

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_QUESTION_CHARS = 400
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _listed(value: Any) -> Any:
    """Keep the evidence of a model that sends one quote, or plain words, where a list was asked."""
    items = value if isinstance(value, list) else [value] if value else []
    return [{"words": item} if isinstance(item, str) else item for item in items]


class ModelQuote(BaseModel):
    """Words copied from a passage."""

    passage: int = Field(0, description="The number of the passage the words are copied from")
    words: str = Field(description="One or two sentences, copied exactly")


class ModelDraft(BaseModel):
    """A model's answer. `quotes` stands first, so that the prose is written after the evidence."""

    quotes: Annotated[list[ModelQuote], BeforeValidator(_listed)] = Field(default_factory=list)
    text: str = ""


def open_model(name: str, *, timeout: float, temperature: float) -> "BaseChatModel":
    """Return the chat model of "provider:name"; raise UsageError with what to install or mend."""
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(
            name, timeout=timeout, temperature=temperature, max_retries=1
        )
    except ImportError as error:
        provider = name.partition(":")[0]
        raise UsageError(
            f"[llm] model is {name!r}, whose provider is not installed: "
            f"run `pip install -e '.[{provider}]'`."
        ) from error
    except ValueError as error:
        raise UsageError(
            f'[llm] model is {name!r}, which is no known model: write "provider:name", '
            f'for example "openai:gpt-4.1-mini" ({str(error).splitlines()[0]}).'
        ) from error
    return model


def draft(
    model: "BaseChatModel",
    question: str,
    passages: Sequence[Passage],
    *,
    tokens: int,
    count: Callable[[str], int],
    confidence: float,
) -> Draft:
    """Return what the model proposes; raise ModelError if it is not usable."""
    shown = fitting(passages, tokens=tokens, count=count)
    numbered = "\n\n".join(
        f"[{number}] {passage.title} ({passage.publisher or 'publisher unknown'}, "
        f"{passage.published.spoken() if passage.published else 'undated'})\n{passage.text}"
        for number, passage in enumerate(shown, start=1)
    )
    proposed = _structured(model, prompts.load("draft").fill(passages=numbered, question=question))
    claims = tuple(
        Claim(quote.words, _article_of(quote, shown)) for quote in proposed.quotes if quote.words
    )
    return Draft(proposed.text.strip(), claims, confidence)


def condense(model: "BaseChatModel", question: str, conversation: Conversation) -> str:
    """Return the model's standalone form of a follow-up; raise ModelError if it is not usable."""
    told = "\n".join(f"Reader: {turn.question}" for turn in conversation.turns)
    filled = prompts.load("condense").fill(conversation=told, question=question)
    words = " ".join(str(model.invoke(filled).text).split()).strip("\"'“” ")
    if not words or len(words) > _QUESTION_CHARS:
        raise ModelError("The language model did not rewrite the question.")
    return words


def supported_prose(text: str, quotes: Sequence[Quote], question: str) -> str:
    """Return the sentences of a model's prose whose numbers and names all stand in a quote.

    The question's own words and the quotes' publishers and days may be said too.
    """
    evidence = " ".join(
        [
            question,
            *(quote.text for quote in quotes),
            *(quote.publisher or "" for quote in quotes),
            *(quote.published.spoken() for quote in quotes if quote.published),
            *(quote.published.isoformat() for quote in quotes if quote.published),
        ]
    )
    numbers = set(_NUMBER.findall(evidence))
    words = {word.casefold() for word in re.findall(r"[\w'’-]+", evidence)}
    kept = []
    for start, end in sentences(text):
        sentence = text[start:end]
        names = re.findall(r"(?<=[\w,;:] )[A-ZА-ЯЁ][\w'’-]+", sentence)
        if set(_NUMBER.findall(sentence)) <= numbers and all(
            name.casefold() in words for name in names
        ):
            kept.append(sentence)
    return " ".join(kept)


def _structured(model: "BaseChatModel", prompt: str) -> ModelDraft:
    try:
        found = model.with_structured_output(ModelDraft, include_raw=True).invoke(prompt)
    except NotImplementedError:
        # A model without tool calls still can write JSON.
        return _parsed(str(model.invoke(prompt).text))
    if isinstance(found, dict):
        parsed = found.get("parsed")
        return parsed if isinstance(parsed, ModelDraft) else _parsed(str(found["raw"].text))
    return ModelDraft.model_validate(found)


def _parsed(text: str) -> ModelDraft:
    match = re.search(r"\{.*\}", text, re.DOTALL)
    try:
        return ModelDraft.model_validate(json.loads(match.group() if match else text))
    except (ValueError, ValidationError) as error:
        raise ModelError(
            "The language model did not answer in the form it was asked for."
        ) from error


def _article_of(quote: ModelQuote, shown: Sequence[Passage]) -> str:
    """Return the article of the named passage; without a number, of the one that has the words."""
    if 1 <= quote.passage <= len(shown):
        return shown[quote.passage - 1].article_id
    for passage in shown:
        if quote.words.strip() in passage.text:
            return passage.article_id
    return ""
