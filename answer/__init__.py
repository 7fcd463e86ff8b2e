"""Question in, verified answer out. The only home of LangChain and tiktoken."""
