"""Geometry shared by training and evaluation: letterbox, NMS, face box -> square crop. No I/O.

The app's letterbox, NMS and crops are the same; `zooms` (models.json) has it take several crops of a face.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]  # (height, width, 3) RGB
Boxes = NDArray[np.float32]  # (n, 4) x1 y1 x2 y2 in pixels


@dataclass(frozen=True)
class Framing:
    """Square crop: side = scale * max(w, h), centre = box centre + offset * (w, h)."""

    scale: float = 1.8
    offset: tuple[float, float] = (0.0, -0.1)

    def square(self, box: NDArray[np.float32]) -> tuple[float, float, float]:
        """Box x1 y1 x2 y2 -> centre x, centre y, side; pixels."""
        width, height = float(box[2] - box[0]), float(box[3] - box[1])
        x = float(box[0] + box[2]) / 2 + self.offset[0] * width
        y = float(box[1] + box[3]) / 2 + self.offset[1] * height
        return x, y, self.scale * max(width, height)


def inside_square(x: float, y: float, side: float, width: int, height: int) -> tuple[float, float, float]:
    """The square moved into the picture, and made no larger than it; centred where the picture is too short."""
    fitted = min(side, float(max(width, height)))
    move = lambda centre, room: room / 2 if fitted >= room else min(max(centre, fitted / 2), room - fitted / 2)  # noqa: E731
    return move(x, width), move(y, height), fitted


def crop_square(image: Image, x: float, y: float, side: float, size: int) -> Image:
    """Square of `side` around (x, y), edges repeated, resized to `size` with an area filter (linear when enlarging)."""
    whole = max(1, round(side))
    left, top = round(x - side / 2), round(y - side / 2)
    height, width = image.shape[:2]
    inner = image[max(0, top) : max(0, min(height, top + whole)), max(0, left) : max(0, min(width, left + whole))]
    if inner.size == 0:
        inner = image
        left = top = 0
        whole = max(height, width)
    pads = (
        max(0, -top),
        whole - inner.shape[0] - max(0, -top),
        max(0, -left),
        whole - inner.shape[1] - max(0, -left),
    )
    if any(p > 0 for p in pads):
        inner = cv2.copyMakeBorder(inner, *(max(0, p) for p in pads), cv2.BORDER_REPLICATE)
    filter_ = cv2.INTER_AREA if whole > size else cv2.INTER_LINEAR
    return cv2.resize(inner, (size, size), interpolation=filter_)


def fit_square(image: Image, size: int) -> Image:
    """The whole picture centred in a square, edges repeated: the crop where no face was found."""
    height, width = image.shape[:2]
    return crop_square(image, width / 2, height / 2, max(width, height), size)


def letterbox(
    image: Image, long_side: int, max_upscale: float, multiple: int, pad: int, look: float = 1.0
) -> tuple[Image, float]:
    """The app's preparation for the detector: (padded picture, factor by which the picture was resized)."""
    height, width = image.shape[:2]
    factor = look * min(long_side / max(height, width), max_upscale)
    new_w, new_h = max(1, round(width * factor)), max(1, round(height * factor))
    filter_ = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    resized = cv2.resize(image, (new_w, new_h), interpolation=filter_)
    padded_h, padded_w = -(-new_h // multiple) * multiple, -(-new_w // multiple) * multiple
    canvas = np.full((padded_h, padded_w, 3), pad, np.uint8)
    canvas[:new_h, :new_w] = resized
    return canvas, factor


def iou(a: Boxes, b: Boxes) -> NDArray[np.float32]:
    """(n, 4) x (m, 4) -> (n, m)"""
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    inter = np.clip(high - low, 0, None).prod(-1)
    area_a = (a[:, 2:] - a[:, :2]).prod(-1)
    area_b = (b[:, 2:] - b[:, :2]).prod(-1)
    return inter / np.maximum(area_a[:, None] + area_b[None] - inter, 1e-9)


def nms(boxes: Boxes, scores: NDArray[np.float32], threshold: float) -> list[int]:
    """Greedy non-maximum suppression: indices kept, best first."""
    order = list(np.argsort(-scores, kind="stable"))
    kept: list[int] = []
    while order:
        best = order.pop(0)
        kept.append(int(best))
        if order:
            overlap = iou(boxes[best : best + 1], boxes[order])[0]
            order = [o for o, v in zip(order, overlap, strict=True) if v <= threshold]
    return kept
