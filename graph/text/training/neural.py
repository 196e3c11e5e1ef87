"""The network in torch: a BERT encoder that also sees the shape of words, and heads for every annotation.

The encoder is that of all-MiniLM-L6-v2 (6 layers of 384), its word embeddings left as they are. Every task reads its
own mixture of the layers at the first piece of each word. Dependencies are scored by biaffine attention (Dozat and
Manning 2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import safetensors.torch
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..encoding import SHAPES
from ..labels import ENTITY_TYPES, entity_tags

_BLOCKED = -1e4


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is; without arguments, that of all-MiniLM-L6-v2."""

    width: int = 384
    inner: int = 1536
    layers: int = 6
    attention_heads: int = 12
    pieces: int = 30522
    positions: int = 512
    arc: int = 256
    """Width of the states that arcs are scored by."""
    relation: int = 128
    """Width of the states that labels of arcs are scored by."""


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.size = size
        self.query, self.key, self.value = (nn.Linear(size.width, size.width) for _ in range(3))
        self.output = nn.Linear(size.width, size.width)
        self.attention_norm = nn.LayerNorm(size.width, 1e-12)
        self.inner, self.outer = nn.Linear(size.width, size.inner), nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, 1e-12)
        self.dropout = nn.Dropout(dropout)
        self.fused: nn.Linear | None = None

    def fuse(self) -> None:
        """One product in place of three: the input is quantized once. For export, when training is over."""
        parts = (self.query, self.key, self.value)
        self.fused = nn.Linear(self.size.width, 3 * self.size.width)
        self.fused.weight.data = torch.cat([part.weight.data for part in parts])
        self.fused.bias.data = torch.cat([part.bias.data for part in parts])

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attends, then transforms every position."""
        batch, length, width = x.shape
        heads = self.size.attention_heads

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, heads, width // heads).transpose(1, 2)

        if self.fused is None:
            query, key, value = self.query(x), self.key(x), self.value(x)
        else:
            query, key, value = self.fused(x).split(self.size.width, -1)
        scores = torch.matmul(split(query), split(key).transpose(-1, -2))
        weights = (scores * (self.size.width // heads) ** -0.5 + mask).softmax(-1).to(x.dtype)
        mixed = torch.matmul(weights, split(value)).transpose(1, 2).reshape(batch, length, self.size.width)
        x = self.attention_norm(x + self.dropout(self.output(mixed)))
        result: Tensor = self.norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))
        return result


class Encoder(nn.Module):
    """Word pieces to the states of all layers."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(size.pieces, size.width)
        self.pieces.weight.requires_grad = False
        self.positions = nn.Embedding(size.positions, size.width)
        self.segment = nn.Parameter(torch.zeros(size.width))
        self.shapes = nn.Embedding(len(SHAPES), size.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(size.width, 1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """States after the embeddings and after every layer."""
        embedded = self.pieces(pieces) + self.positions.weight[: pieces.shape[1]] + self.segment + self.shapes(shapes)
        states = [self.norm(embedded)]
        blocked = (~mask).to(torch.float32)[:, None, None, :] * _BLOCKED
        for layer in self.layers:
            states.append(layer(states[-1], blocked))
        return states

    def load(self, path: Path) -> None:
        """Takes the weights of a BERT in safetensors format."""
        stored = safetensors.torch.load_file(path)
        self.pieces.weight.data = stored["embeddings.word_embeddings.weight"].clone()
        self.positions.weight.data = stored["embeddings.position_embeddings.weight"].clone()
        self.segment.data = stored["embeddings.token_type_embeddings.weight"][0].clone()
        self.norm.load_state_dict({part: stored[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")})
        for index, layer in enumerate(self.layers):
            for ours, theirs in _NAMES.items():
                state = {part: stored[f"encoder.layer.{index}.{theirs}.{part}"] for part in ("weight", "bias")}
                getattr(layer, ours).load_state_dict(state)


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm": "output.LayerNorm",
}


class Model(nn.Module):
    """Encoder and heads; `forward` is what is exported."""

    def __init__(self, labels: Mapping[str, Sequence[str]], *, size: Size | None = None) -> None:
        super().__init__()
        size = Size() if size is None else size
        width, arc, relation = size.width, size.arc, size.relation
        self.encoder = Encoder(size, dropout=0.1)
        self.mixture = nn.Parameter(torch.zeros(3, size.layers + 1))
        self.mixture.data[:, -1] = 2.0
        self.scale = nn.Parameter(torch.ones(3))
        self.dropout = nn.Dropout(0.2)
        self.upos, self.xpos, self.feats = (nn.Linear(width, len(labels[name])) for name in ("upos", "xpos", "feats"))
        self.entities = nn.Sequential(
            nn.Linear(width, width // 2),
            nn.ReLU(),
            nn.Dropout(0.25),
            nn.Linear(width // 2, len(entity_tags(ENTITY_TYPES))),
        )
        self.arc_dependent, self.arc_governor = _projection(width, arc), _projection(width, arc)
        self.relation_dependent = _projection(width, relation)
        self.relation_governor = _projection(width, relation)
        self.arc_pair, self.arc_bias = nn.Linear(arc, arc), nn.Linear(arc, 1)
        nn.init.orthogonal_(self.arc_pair.weight)
        self.relation_count = len(labels["deprel"])
        self.relation_pair = nn.Linear(relation, self.relation_count * relation)
        nn.init.normal_(self.relation_pair.weight, std=0.02)
        self.relation_single = nn.Linear(2 * relation, self.relation_count)

    def fuse(self) -> None:
        """For export: see `Layer.fuse`."""
        for layer in self.encoder.modules():
            if isinstance(layer, Layer):
                layer.fuse()

    def scores(
        self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, present: Tensor
    ) -> dict[str, Tensor]:
        """Scores of the words; of arcs the shape is (batch, words, words + 1), column 0 the root."""
        states = self.encoder(pieces, shapes, mask)
        batch, length = pieces.shape
        rows = (first + torch.arange(batch, device=first.device)[:, None] * length).flatten()
        words = torch.stack([state.flatten(0, 1).index_select(0, rows).float() for state in states])
        shares = self.scale[:, None] * self.mixture.softmax(-1)
        mixed = torch.matmul(shares, words.flatten(1)).view(3, *first.shape, words.shape[-1])
        tagging, parsing, naming = (self.dropout(mixed[task]) for task in range(3))
        dependent, governor = self.arc_dependent(parsing[:, 1:]), self.arc_governor(parsing)
        pairs = torch.matmul(self.arc_pair(dependent), governor.transpose(1, 2))
        arcs = pairs + self.arc_bias(governor).transpose(1, 2)
        return {
            "upos": self.upos(tagging[:, 1:]),
            "xpos": self.xpos(tagging[:, 1:]),
            "feats": self.feats(tagging[:, 1:]),
            "entities": self.entities(naming[:, 1:]),
            "arcs": arcs.float().masked_fill(~present[:, None, :], _BLOCKED),
            "dependents": self.relation_dependent(parsing[:, 1:]),
            "governors": self.relation_governor(parsing),
        }

    def relations(self, dependents: Tensor, governors: Tensor, heads: Tensor) -> Tensor:
        """Scores of the labels of the arcs to these heads."""
        chosen = governors.gather(1, heads[:, :, None].expand(-1, -1, governors.shape[-1]))
        batch, words, size = chosen.shape
        pairs = self.relation_pair(dependents).view(batch, words, self.relation_count, size)
        single: Tensor = self.relation_single(torch.cat([dependents, chosen], -1))
        return torch.matmul(pairs, chosen[..., None]).squeeze(-1) + single

    def forward(
        self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, present: Tensor
    ) -> tuple[Tensor, ...]:
        """What the first exported graph gives: indices of tags, scores of entity tags and arcs, states for labels."""
        found = self.scores(pieces, shapes, mask, first, present)
        tags = [found[name].argmax(-1) for name in ("upos", "xpos", "feats")]
        return (*tags, *(found[name] for name in ("entities", "arcs", "dependents", "governors")))


def _projection(width: int, size: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.LeakyReLU(0.1), nn.Dropout(0.25))
