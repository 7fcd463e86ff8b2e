"""What several commands take, said once."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON, as docs/json.md describes it.")]
Reference = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="An id, the beginning of one, or a URL.")
]
