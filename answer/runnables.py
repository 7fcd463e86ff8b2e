"""Steps composed as LangChain's Runnables: with callbacks, tracing and its ways to run a chain.

Imported only where LangChain is wanted: it takes most of the time that a cold question takes.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda


def sequence(name: str, steps: Mapping[str, Callable[[Any], Any]]) -> Runnable[Any, Any]:
    """Return the steps as one Runnable of that name, each under its own."""
    named: list[Runnable[Any, Any]] = [
        RunnableLambda(step, name=step_name) for step_name, step in steps.items()
    ]
    return reduce(or_, named).with_config(run_name=name)
