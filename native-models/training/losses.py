"""Losses: detection with task-aligned assignment, identification with an additive angular margin."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


def pairwise_iou(a: Tensor, b: Tensor) -> Tensor:
    """(n, g, 4) x (n, a, 4) -> (n, g, a)"""
    low = torch.maximum(a[:, :, None, :2], b[:, None, :, :2])
    high = torch.minimum(a[:, :, None, 2:], b[:, None, :, 2:])
    inter = (high - low).clamp(min=0).prod(-1)
    area_a = (a[..., 2:] - a[..., :2]).prod(-1)
    area_b = (b[..., 2:] - b[..., :2]).prod(-1)
    return inter / (area_a[:, :, None] + area_b[:, None] - inter).clamp(min=1e-6)


def giou_loss(a: Tensor, b: Tensor) -> Tensor:
    """1 - generalised IoU (Rezatofighi 2019) of paired boxes (k, 4)."""
    inter = (torch.minimum(a[:, 2:], b[:, 2:]) - torch.maximum(a[:, :2], b[:, :2])).clamp(min=0).prod(-1)
    union = (a[:, 2:] - a[:, :2]).prod(-1) + (b[:, 2:] - b[:, :2]).prod(-1) - inter
    hull = (torch.maximum(a[:, 2:], b[:, 2:]) - torch.minimum(a[:, :2], b[:, :2])).prod(-1)
    return 1 - inter / union.clamp(min=1e-6) + (hull - union) / hull.clamp(min=1e-6)


@dataclass(frozen=True)
class Targets:
    """Padded to the batch's largest count: faces (n, g, 4), present (n, g), ignore (n, i, 4), complete (n,)."""

    faces: Tensor
    present: Tensor
    ignore: Tensor
    complete: Tensor


def inside(points: Tensor, boxes: Tensor) -> Tensor:
    """points (a, 2), boxes (n, g, 4) -> (n, g, a)"""
    left_top = points[None, None] - boxes[:, :, None, :2]
    right_bottom = boxes[:, :, None, 2:] - points[None, None]
    return torch.cat((left_top, right_bottom), -1).amin(-1) > 0


@torch.no_grad()
def assign(scores: Tensor, boxes: Tensor, points: Tensor, targets: Targets, top_k: int) -> tuple[Tensor, Tensor]:
    """Task-aligned assignment (TOOD, Feng 2021): (face index (n, a) or -1, soft score target (n, a))."""
    overlap = pairwise_iou(targets.faces, boxes)
    size = (targets.faces[..., 2:] - targets.faces[..., :2]).clamp(min=1)
    centre = (targets.faces[..., 2:] + targets.faces[..., :2]) / 2
    distance = ((points[None, None] - centre[:, :, None]) / size[:, :, None]).square().sum(-1)
    # the small second term orders points while boxes are still random
    metric = scores[:, None].sqrt() * (overlap + 0.02 * torch.exp(-4 * distance)).pow(4)
    metric = metric * (inside(points, targets.faces) & targets.present[:, :, None])
    floor = metric.topk(min(top_k, metric.shape[-1]), -1).values[..., -1:]
    metric = torch.where(metric >= floor, metric, 0.0)
    best = metric.amax(-1, keepdim=True).clamp(min=1e-12)
    reach = torch.where(metric > 0, overlap, 0.0).amax(-1, keepdim=True)
    soft = metric / best * reach.clamp(min=0.1)
    value, index = soft.max(1)
    return torch.where(value > 0, index, -1), value


def detection_loss(
    logits: Tensor, boxes: Tensor, points: Tensor, targets: Targets, top_k: int, doubt: float
) -> tuple[Tensor, Tensor]:
    """Quality focal loss (Li 2020) and GIoU loss, both per unit of target score.

    Unlabelled people are in these pictures: where a picture is not completely labelled, a place without a label
    that already scores above `doubt` gives no gradient.
    """
    scores = logits.sigmoid()
    index, soft = assign(scores.detach(), boxes.detach(), points, targets, top_k)
    total = soft.sum().clamp(min=1.0)
    weight = (soft - scores).square()
    hidden = inside(points, targets.ignore).any(1)
    unsure = (scores.detach() > doubt) & ~targets.complete[:, None]
    weight = torch.where((index < 0) & (hidden | unsure), 0.0, weight)
    score_loss = (weight * F.binary_cross_entropy_with_logits(logits, soft, reduction="none")).sum() / total
    picture, point = (index >= 0).nonzero(as_tuple=True)
    wanted = targets.faces[picture, index[picture, point]]
    box_loss = (giou_loss(boxes[picture, point], wanted) * soft[picture, point]).sum() / total
    return score_loss, box_loss


class ArcFace(nn.Module):
    """Additive angular margin softmax (Deng 2019): embeddings (n, d) and identities (n,) -> mean cross-entropy.

    With several `centres` an identity's cosine is that of its nearest one (sub-centre ArcFace, Deng 2020). The margin
    is a plain attribute: training lets it grow; `wider` (identities,) is added to it for each identity.
    """

    wider: Tensor

    def __init__(
        self, dimensions: int, identities: int, scale: float, margin: float, smoothing: float, centres: int = 1
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(identities * centres, dimensions))
        nn.init.normal_(self.weight, std=0.05)
        self.scale, self.margin, self.smoothing, self.centres = scale, margin, smoothing, centres
        self.register_buffer("wider", torch.zeros(identities), persistent=False)

    def forward(self, embedding: Tensor, identity: Tensor) -> Tensor:
        cosine = F.linear(F.normalize(embedding.float()), F.normalize(self.weight))
        cosine = cosine.unflatten(1, (-1, self.centres)).amax(2)
        own = cosine.gather(1, identity[:, None]).clamp(-1 + 1e-6, 1 - 1e-6)
        margin = self.margin + self.wider[identity][:, None]
        widened = torch.cos(torch.acos(own) + margin)
        beyond = own <= torch.cos(math.pi - margin)
        widened = torch.where(beyond, own - torch.sin(margin) * margin, widened)
        logits = cosine.scatter(1, identity[:, None], widened) * self.scale
        return F.cross_entropy(logits, identity, label_smoothing=self.smoothing)


PAIR_STEEPNESS = 12.0
PAIR_COSINE = 0.5


def pair_loss(embedding: Tensor, identity: Tensor, picture: Tensor) -> Tensor:
    """Binomial deviance on the pairs of a batch: embeddings (n, d), identities and numbers of pictures (n,).

    A pair of one character should have a cosine above `PAIR_COSINE`, any other one below, in every source alike; the
    pairs that are worst of each kind weigh most. Two crops of one picture are no pair.
    """
    unit = F.normalize(embedding.float())
    cosine = unit @ unit.T
    upper = torch.ones_like(cosine, dtype=torch.bool).triu(1)
    same = identity[:, None] == identity[None]
    positive = cosine[upper & same & (picture[:, None] != picture[None])]
    negative = cosine[upper & ~same]
    hardest = negative.topk(max(1, len(negative) // 20)).values
    loss = F.softplus(PAIR_STEEPNESS * (hardest - PAIR_COSINE)).mean()
    return loss + F.softplus(PAIR_STEEPNESS * (PAIR_COSINE - positive)).mean() if len(positive) else loss
