"""The prompts: text, edited as text, one file each.

Variables are written `${name}`. What is filled in is never read as a prompt again, so a `$` in an
article stays a `$`.
"""

from dataclasses import dataclass
from pathlib import Path
from string import Template

from news.errors import NotFound, UsageError

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text with variables to be filled."""

    name: str
    text: str

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(Template(self.text).get_identifiers())

    def fill(self, **values: str) -> str:
        """Return the text with every variable filled; raise UsageError on one too few or many."""
        for name in sorted(self.variables - values.keys()):
            raise UsageError(f"The prompt {self.name!r} needs a value for ${{{name}}}.")
        for name in sorted(values.keys() - self.variables):
            raise UsageError(f"The prompt {self.name!r} has no variable ${{{name}}}.")
        return Template(self.text).substitute(values)


def load(name: str) -> Prompt:
    """Return the prompt of that name, for example "draft"."""
    path = _FOLDER / f"{name}.md"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in _FOLDER.glob("*.md")))
        raise NotFound(f"There is no prompt {name!r}; there are: {known}.")
    return Prompt(name, path.read_text(encoding="utf-8"))
