"""Language models that say what a test tells them; LangChain's own interface, nothing patched."""

from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult


class ScriptedModel(BaseChatModel):
    """Replies with the lines of a script, one a call; an exception in it is raised.

    It has no tool calls, so structured output takes the way of plain JSON.
    """

    script: list[Any]
    prompts: list[str] = []  # noqa: RUF012  # a pydantic field, copied for each model

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: Any = None,
        **kwargs: Any,
    ) -> ChatResult:
        self.prompts.append(str(messages[-1].content))
        line = self.script.pop(0)
        if isinstance(line, Exception):
            raise line
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=line))])

    @property
    def _llm_type(self) -> str:
        return "scripted"


class ToolModel(ScriptedModel):
    """Replies through a tool call, as models with structured output do."""

    tool: str = ""

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        self.tool = tools[0]["title"]
        return self

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        self.prompts.append(str(messages[-1].content))
        call = {"name": self.tool, "args": self.script.pop(0), "id": "1"}
        message = AIMessage(content="", tool_calls=[call])
        return ChatResult(generations=[ChatGeneration(message=message)])
