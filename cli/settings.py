"""The settings: config.toml, overridden by the environment, typed and refused by name."""

import difflib
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from news.errors import UsageError
from news.source import shown

ROOT = Path(__file__).resolve().parent.parent
_PREFIX = "DATELINE_"
_NOT_SETTINGS = {"DATELINE_DATA", "DATELINE_CONFIG"}
SECRETS = (
    "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "OPENAI_API_KEY", "ANTHROPIC_API_KEY",
    "GOOGLE_API_KEY", "MISTRAL_API_KEY",
)  # fmt: skip


def seconds_of(every: str) -> float:
    """Return the seconds of "90s", "15m", "6h" or "1d"; nothing is 0. Raises ValueError."""
    if not every.strip():
        return 0.0
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", every.strip().lower())
    if not found or not float(found[1]):
        raise ValueError('write it like "15m", "6h" or "1d"; "" is never')
    return float(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]]


def _checked(every: str) -> str:
    seconds_of(every)
    return every


Every = Annotated[str, AfterValidator(_checked)]
"""How often, as people write it."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ArchiveSettings(_Section):
    folder: str = "data"
    url: str = ""
    busy_seconds: float = Field(default=15.0, ge=0)


class EmbeddingSettings(_Section):
    model: str = "all-MiniLM-L6-v2"
    batch_size: int = Field(default=32, ge=1, le=1024)


class SourceSettings(_Section):
    kind: Literal["feed", "folder", "sitemap", "urls"]
    url: str = ""
    path: str = ""
    name: str = ""
    every: Every | None = None

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if bool(self.url) == bool(self.path):
            raise ValueError("give it a url or a path")
        if self.kind in ("feed", "sitemap") and not self.url:
            raise ValueError(f"a {self.kind} has a url, no path")
        if self.kind == "folder" and not self.path:
            raise ValueError("a folder has a path, no url")
        if self.url and not self.url.lower().startswith(("http://", "https://")):
            raise ValueError("its url must begin with http:// or https://")
        return self

    @property
    def called(self) -> str:
        """Return its name, or one that says where it is."""
        place = shown(self.url).partition("://")[2].removeprefix("www.") or self.path
        return self.name.strip() or place.partition("?")[0].rstrip("/")


class IngestSettings(_Section):
    timeout: float = Field(default=20.0, gt=0)
    max_bytes: int = Field(default=20_000_000, ge=1)
    keep_raw: bool = True
    pause: float = Field(default=1.0, ge=0, le=60)
    contact: str = ""
    allow_hosts: tuple[str, ...] = ()
    every: Every = "15m"
    source: tuple[SourceSettings, ...] = ()

    @model_validator(mode="after")
    def _have_names(self) -> Self:
        names = [source.called.casefold() for source in self.source]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two sources are called {name!r}: give each a name of its own")
        return self


class AnswerSettings(_Section):
    quotes: int = Field(default=3, ge=1, le=10)
    quote_chars: int = Field(default=400, ge=40)
    quote_sentences: int = Field(default=1, ge=1)
    passages: int = Field(default=10, ge=1, le=100)
    threshold: float = Field(default=0.25, ge=0, le=1)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError('no time zone is called that; write it like "Asia/Bishkek"') from error
    return name


class BotSettings(_Section):
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    watches: int = Field(default=20, ge=0)


class LlmSettings(_Section):
    model: str = ""
    base_url: str = ""
    timeout: float = Field(default=30.0, gt=0)
    temperature: Annotated[float, Field(ge=0, le=2)] | Literal[""] = 0.0
    tokens: int = Field(default=12000, ge=100)
    encoding: str = ""
    read_articles: bool = False
    tracing: bool = False


class TelegramSettings(_Section):
    admins: tuple[int, ...] = ()
    users: tuple[int, ...] = ()
    webhook: str = ""
    api_base_url: str = ""


class WebSettings(_Section):
    listen: str = ""


class Settings(BaseSettings):
    """What is in force. Sections are those of config.toml."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    archive: ArchiveSettings = ArchiveSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    ingest: IngestSettings = IngestSettings()
    answer: AnswerSettings = AnswerSettings()
    bot: BotSettings = BotSettings()
    llm: LlmSettings = LlmSettings()
    telegram: TelegramSettings = TelegramSettings()
    web: WebSettings = WebSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        # What is read from the file is passed as arguments, and the environment stands above it.
        return env_settings, init_settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings with where they came from."""

    settings: Settings
    file: Path | None
    data: Path
    data_from: str
    from_file: frozenset[str]
    from_environment: frozenset[str]

    def origin(self, key: str) -> str:
        """Return where the value of "section.key" came from."""
        if key in self.from_environment:
            return "environment"
        return str(self.file) if key in self.from_file else "default"

    def items(self) -> Iterator[tuple[str, Any]]:
        """Yield every "section.key" with its value."""
        for section, values in self.settings.model_dump().items():
            for key, value in values.items():
                yield f"{section}.{key}", value


def load(config: Path | None = None, data: Path | None = None) -> Loaded:
    """Read the settings; raise UsageError naming what is wrong and the nearest known name.

    Without `config` it is DATELINE_CONFIG, else the project's config.toml; without `data` it is
    DATELINE_DATA, else [archive] folder, relative to the file.
    """
    named = config or _path_from("DATELINE_CONFIG")
    file = named or ROOT / "config.toml"
    if named and not named.is_file():
        raise UsageError(f"There is no settings file {named}: check --config or DATELINE_CONFIG.")
    given = _read(file) if file.is_file() else {}
    _refuse_unknown(given, str(file))
    overriding = _environment()
    _refuse_unknown(overriding, "the environment")
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise UsageError(_sentence(error, file)) from error
    folder = Path(settings.archive.folder).expanduser()
    chosen = data or _path_from("DATELINE_DATA")
    return Loaded(
        settings=settings,
        file=file if file.is_file() else None,
        data=(chosen or file.parent / folder).absolute(),
        data_from="--data" if data else "DATELINE_DATA" if chosen else "[archive] folder",
        from_file=_keys(given),
        from_environment=_keys(overriding),
    )


def _path_from(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value).expanduser() if value else None


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file} cannot be read as TOML ({error}): mend it there.") from error


def _environment() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in os.environ.items():
        if name.startswith(_PREFIX) and name not in _NOT_SETTINGS:
            section, _, key = name.removeprefix(_PREFIX).lower().partition("__")
            found.setdefault(section, {})[key] = value
    return found


def _refuse_unknown(given: dict[str, Any], where: str) -> None:
    sections = {name: info.default for name, info in Settings.model_fields.items()}
    for section, values in given.items():
        if section not in sections:
            raise UsageError(_unknown(f"[{section}]", section, list(sections), where))
        if not isinstance(values, dict):
            raise UsageError(f"In {where}, {section} must be a section: write [{section}].")
        known = list(type(sections[section]).model_fields)
        for key in values:
            if key not in known:
                raise UsageError(_unknown(f"{key!r} in [{section}]", key, known, where))


def _unknown(shown: str, name: str, known: list[str], where: str) -> str:
    if name in ("token", "bot_token", "api_key"):
        return f"{where} holds {shown}: secrets are read from the environment only; remove it."
    near = difflib.get_close_matches(name, known, n=1, cutoff=0)
    return f"{where} holds {shown}, which is no setting; did you mean {near[0]!r}?"


def _sentence(error: ValidationError, file: Path) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    reason = first["msg"].removeprefix("Value error, ")
    given = shown(repr(first["input"]))
    return f"The setting {key} is {given}: {reason}; mend it in {file}."


def _keys(given: dict[str, Any]) -> frozenset[str]:
    return frozenset(f"{section}.{key}" for section, values in given.items() for key in values)
