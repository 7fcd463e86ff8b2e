"""A language model of a few thousand random weights, made in place, that knows nothing."""

import torch
from transformers import GPT2Config, GPT2LMHeadModel

_BYTES = 256
_WINDOW = 256
_PRINTABLE = [10, *range(32, 127)]


class RandomModel:
    """Goes on with any text, byte by byte, as its random weights have it."""

    def __init__(self, seed: int) -> None:
        torch.manual_seed(seed)
        config = GPT2Config(
            vocab_size=_BYTES, n_positions=_WINDOW, n_embd=8, n_layer=1, n_head=2,
            bos_token_id=None, eos_token_id=None,
        )  # fmt: skip
        self._model = GPT2LMHeadModel(config).eval()
        self._random = torch.Generator().manual_seed(seed)

    @property
    def weights(self) -> int:
        return sum(weight.numel() for weight in self._model.parameters())

    @torch.no_grad()
    def go_on(self, prompt: str, length: int) -> str:
        """Return as many further characters, all of them printable."""
        tokens = list(prompt.encode())[-_WINDOW + length :]
        begun = len(tokens)
        for _ in range(length):
            scores = self._model(torch.tensor([tokens])).logits[0, -1, _PRINTABLE]
            drawn = torch.multinomial(torch.softmax(20 * scores, 0), 1, generator=self._random)
            tokens.append(_PRINTABLE[int(drawn)])
        return bytes(tokens[begun:]).decode()
