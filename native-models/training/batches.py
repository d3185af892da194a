"""Which faces an embedder sees together: a function of seed and step alone, so that a resumed run goes on alike."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from augment import face_window
from config import EmbedderConfig
from framing import Boxes, Image

Numbers = NDArray[np.int64]


class Face(NamedTuple):
    image: Image
    box: Boxes | None
    identity: int
    source: str
    drawing: str  # faces of one identity that share it are one drawing


@dataclass(frozen=True)
class Shares:
    """What is drawn from: `cumulative` shares of `values` that add up to 1."""

    values: Numbers
    cumulative: NDArray[np.float64]

    @staticmethod
    def of(values: list[int], weights: list[float]) -> Shares:
        total = np.cumsum(np.array(weights, np.float64))
        return Shares(np.array(values, np.int64), total / total[-1])

    def draw(self, rng: np.random.Generator, count: int) -> Numbers:
        return self.values[np.searchsorted(self.cumulative, rng.random(count)).clip(max=len(self.values) - 1)]


def drawings_of(faces: list[Face]) -> dict[int, int]:
    """How many drawings there are of each identity."""
    seen: dict[int, set[str]] = defaultdict(set)
    for face in faces:
        seen[face.identity].add(face.drawing)
    return {identity: len(drawings) for identity, drawings in seen.items()}


class Chooser:
    """Numbers of the faces of a batch: singly, or several characters of one source at a time, two crops of each."""

    def __init__(self, config: EmbedderConfig, faces: list[Face]) -> None:
        self.config, self.faces = config, faces
        self.of_identity: dict[int, list[int]] = defaultdict(list)
        of_source: dict[str, set[int]] = defaultdict(set)
        for number, face in enumerate(faces):
            self.of_identity[face.identity].append(number)
            of_source[face.source].add(face.identity)
        counts = drawings_of(faces) if config.together else {i: len(n) for i, n in self.of_identity.items()}
        weight = {identity: count**config.balance for identity, count in counts.items()}
        self.singly = Shares.of(
            list(range(len(faces))), [weight[f.identity] / len(self.of_identity[f.identity]) for f in faces]
        )
        sources = [sorted(of_source[source]) for source in sorted(of_source)]
        self.by_source = [Shares.of(identities, [weight[i] for i in identities]) for identities in sources]
        totals = [sum(weight[i] for i in identities) for identities in sources]
        self.source = Shares.of(list(range(len(sources))), totals)

    def batch(self, rng: np.random.Generator) -> Numbers:
        if not self.config.together:
            return self.singly.draw(rng, self.config.batch)
        chosen: list[int] = []
        for number in self.source.draw(rng, self.config.batch // (2 * self.config.together)):
            for identity in dict.fromkeys(self.by_source[number].draw(rng, self.config.together).tolist()):
                chosen += self.two_of(self.of_identity[identity], rng)
        rest = self.singly.draw(rng, self.config.batch - len(chosen))
        return np.concatenate([np.array(chosen, np.int64), rest])

    def two_of(self, numbers: list[int], rng: np.random.Generator) -> list[int]:
        """Two faces, of two drawings where there are two."""
        first = int(rng.choice(numbers))
        others = [n for n in numbers if self.faces[n].drawing != self.faces[first].drawing]
        return [first, int(rng.choice(others or numbers))]


class EmbedderBatches(Dataset[tuple[Tensor, Tensor, Tensor]]):
    """Batch number `step`: crops, identities, numbers of the faces."""

    def __init__(self, config: EmbedderConfig, faces: list[Face], first: int, steps: int) -> None:
        self.config, self.faces, self.first, self.steps = config, faces, first, steps
        self.chooser = Chooser(config, faces)

    def __len__(self) -> int:
        return self.steps - self.first

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        rng = np.random.default_rng([self.config.seed, index + self.first])
        chosen = self.chooser.batch(rng)
        images = [self.crop(self.faces[number], rng) for number in chosen]
        identities = [self.faces[number].identity for number in chosen]
        return torch.from_numpy(np.stack(images)), torch.tensor(identities), torch.from_numpy(chosen)

    def crop(self, face: Face, rng: np.random.Generator) -> Image:
        box = None if rng.random() < self.config.given_framing else face.box
        return face_window(face.image, box, self.config, rng)
