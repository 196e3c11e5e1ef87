"""Where training runs: a processor or a graphics card, and in which precision."""

from __future__ import annotations

from dataclasses import dataclass

import torch

DEVICES = ("auto", "cpu", "cuda")
PRECISIONS = ("auto", "bfloat16", "float32")


@dataclass(frozen=True, slots=True)
class Machine:
    """A device, and whether products are taken in bfloat16; weights and sums are float32 everywhere."""

    device: torch.device
    bfloat16: bool

    def autocast(self) -> torch.autocast:
        """The context in which the network runs."""
        return torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.bfloat16)


def machine(device: str = "auto", precision: str = "auto") -> Machine:
    """The machine asked for; `auto` takes a graphics card where there is one, and bfloat16 where it is fast.

    Raises ValueError where a graphics card is asked for and none is there.
    """
    if device == "cuda" and not torch.cuda.is_available():
        raise ValueError("device cuda was asked for, but torch finds no graphics card; use --device cpu")
    cuda = device != "cpu" and torch.cuda.is_available()
    if cuda:
        torch.set_float32_matmul_precision("high")
    fast = torch.cuda.is_bf16_supported() if cuda else torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return Machine(torch.device("cuda" if cuda else "cpu"), precision == "bfloat16" or (precision == "auto" and fast))
