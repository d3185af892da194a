"""Figures of an embedding: pair F1, equal error rate, R@1, and the cosines for given precision and recall. No I/O."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class PairScore:
    faces: int
    characters: int
    f1: float
    precision: float
    recall: float
    cosine: float
    eer: float
    r1: float
    same: float  # lowest cosine from which pair precision is >= .95
    maybe: float  # highest cosine down to which pair recall is >= .95

    def __str__(self) -> str:
        return (
            f"{self.faces} faces {self.characters} characters: F1 {self.f1:.3f} (P {self.precision:.3f}"
            f" R {self.recall:.3f} at {self.cosine:.3f}) EER {self.eer:.3f} R@1 {self.r1:.3f}"
            f" same {self.same:.3f} maybe {self.maybe:.3f}"
        )


def score_pairs(vectors: NDArray[np.float32], identities: list[str], drawings: list[str]) -> PairScore:
    """Unit vectors (n, d). Pairs of one drawing are left out: they are the same picture, re-saved or recoloured."""
    names, identity = np.unique(np.array(identities), return_inverse=True)
    drawing = np.unique(np.array([f"{i}/{d}" for i, d in zip(identities, drawings, strict=True)]), return_inverse=True)[
        1
    ]
    cosine = vectors @ vectors.T
    same_identity = identity[:, None] == identity[None]
    same_drawing = drawing[:, None] == drawing[None]

    nearest = np.where(same_drawing, -2.0, cosine).argmax(1)
    has_other = (same_identity & ~same_drawing).any(1)
    r1 = float((identity[nearest] == identity)[has_other].mean())

    upper = np.triu(np.ones_like(same_drawing), 1) & ~same_drawing
    values, positive = cosine[upper], same_identity[upper]
    order = np.argsort(-values)
    values, positive = values[order], positive[order]
    hits = np.cumsum(positive)
    total, negatives = int(hits[-1]), len(values) - int(hits[-1])
    precision, recall = hits / np.arange(1, len(hits) + 1), hits / total
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1.argmax())
    misses, false_alarms = 1 - recall, (np.arange(1, len(hits) + 1) - hits) / negatives
    crossing = int(np.abs(misses - false_alarms).argmin())
    precise = np.flatnonzero(precision >= 0.95)
    return PairScore(
        len(vectors),
        len(names),
        float(f1[best]),
        float(precision[best]),
        float(recall[best]),
        float(values[best]),
        float((misses[crossing] + false_alarms[crossing]) / 2),
        r1,
        float(values[precise[-1]]) if len(precise) else 1.0,
        float(values[int(np.argmax(recall >= 0.95))]),
    )
