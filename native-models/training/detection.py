"""Runs a detector as the app does, and scores its boxes against hand-drawn ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from backbone import FaceDetector
from config import CloserLook, DetectorInput
from data import Labels
from framing import Boxes, Image, iou, letterbox, nms

Scores = NDArray[np.float32]
RawDetector = Callable[[NDArray[np.float32]], tuple[Boxes, Scores]]
LOWEST_SCORE = 0.05
NMS_IOU = 0.4
SAME_FACE_IOU = 0.5
SMALLEST_FACE = 16


@dataclass(frozen=True)
class Detections:
    boxes: Boxes
    scores: Scores


class TorchDetector:
    def __init__(self, model: FaceDetector, settings: DetectorInput, device: torch.device) -> None:
        self.model, self.settings, self.device = model.eval(), settings, device

    @torch.no_grad()
    def __call__(self, image: NDArray[np.float32]) -> tuple[Boxes, Scores]:
        logits, boxes = self.model(torch.from_numpy(image).to(self.device))
        return boxes[0].float().cpu().numpy(), logits[0].float().sigmoid().cpu().numpy()


class OnnxDetector:
    def __init__(self, path: Path, settings: DetectorInput, threads: int = 2) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.settings = settings

    def __call__(self, image: NDArray[np.float32]) -> tuple[Boxes, Scores]:
        boxes, scores = self.session.run(["boxes", "scores"], {"image": image})
        return boxes[0], scores[0]


def to_input(image: Image) -> NDArray[np.float32]:
    """(h, w, 3) bytes -> (1, 3, h, w) in 0..1; mean 0 and std 1, as models.json says."""
    return np.ascontiguousarray(image.transpose(2, 0, 1)[None].astype(np.float32) / 255)


def detections_of(detector: TorchDetector | OnnxDetector, image: Image) -> Detections:
    """Boxes in the picture's own pixels after NMS, best first, as the app computes them (at a very low threshold)."""
    settings = detector.settings
    looks = [one_look(detector, image, part) for part in settings.looks]
    if settings.closer:
        full = min(settings.long_side / max(image.shape[:2]), settings.max_upscale)
        found = [faces for faces, _ in looks]
        looks.append(one_look(detector, image, closer_part(found, settings.closer, full, max(image.shape[:2]) * full)))
    if len(looks) == 1:
        return looks[0][0]
    joined = combine_looks(looks)
    kept = nms(joined.boxes, joined.scores, NMS_IOU)
    return Detections(joined.boxes[kept], joined.scores[kept])


def closer_part(looks: list[Detections], closer: CloserLook, scale: float, side: float) -> float:
    """As the app's looks.ts: the smallest part at which the smallest face found and the picture's longer side are large
    enough, else the largest. `scale` and `side`: of the picture at full size, in pixels of the detector's input."""
    boxes = np.concatenate([found.boxes[found.scores >= closer.score] for found in looks])
    if not len(boxes):
        return closer.parts[-1]
    face = scale * float((boxes[:, 2:] - boxes[:, :2]).min())
    enough = [part for part in closer.parts if part * face >= closer.face and part * side >= closer.side]
    return enough[0] if enough else closer.parts[-1]


def one_look(detector: TorchDetector | OnnxDetector, image: Image, part: float) -> tuple[Detections, float]:
    """What is found at one size, and the input's pixels per pixel of the picture."""
    s = detector.settings
    canvas, factor = letterbox(image, s.long_side, s.max_upscale, s.multiple_of, s.pad, part)
    boxes, scores = detector(to_input(canvas))
    good = scores >= LOWEST_SCORE
    boxes, scores = boxes[good], scores[good]
    kept = nms(boxes, scores, NMS_IOU)
    limit = np.array([image.shape[1], image.shape[0]] * 2, np.float32)
    return Detections(np.clip(boxes[kept] / factor, 0, limit), scores[kept]), factor


def combine_looks(looks: list[tuple[Detections, float]]) -> Detections:
    """As the app's looks.ts: the mean score over the looks that could have seen the face, the mean box by score."""
    free = [set(range(len(found.boxes))) for found, _ in looks]
    order = sorted(
        ((float(s), look, i) for look, (found, _) in enumerate(looks) for i, s in enumerate(found.scores)), reverse=True
    )
    boxes, scores = [], []
    for _, look, index in order:
        if index not in free[look]:
            continue
        free[look].remove(index)
        box = looks[look][0].boxes[index]
        seen, missed = [(look, index)], 0
        for other, (found, factor) in enumerate(looks):
            if other == look:
                continue
            near = [i for i in free[other] if iou(box[None], found.boxes[[i]])[0, 0] >= SAME_FACE_IOU]
            if near:
                nearest = max(near, key=lambda i: iou(box[None], found.boxes[[i]])[0, 0])
                free[other].remove(nearest)
                seen.append((other, nearest))
            elif (box[2:] - box[:2]).min() * factor >= SMALLEST_FACE:
                missed += 1
        weights = np.array([looks[o][0].scores[i] for o, i in seen])
        stack = np.array([looks[o][0].boxes[i] for o, i in seen])
        boxes.append((stack * weights[:, None]).sum(0) / weights.sum())
        scores.append(weights.sum() / (len(seen) + missed))
    return Detections(np.array(boxes, np.float32).reshape(-1, 4), np.array(scores, np.float32))


@dataclass(frozen=True)
class DetectorScore:
    average_precision: float
    best_f1: float
    threshold: float
    precision: float
    recall: float
    recall_at_precision: dict[str, float]
    mean_iou: float

    def __str__(self) -> str:
        points = " ".join(f"R@P{p} {r:.3f}" for p, r in self.recall_at_precision.items())
        return (
            f"AP {self.average_precision:.3f} F1 {self.best_f1:.3f} (P {self.precision:.3f} R {self.recall:.3f}"
            f" at {self.threshold:.2f}) {points} IoU {self.mean_iou:.3f}"
        )


def match(found: Detections, truth: Labels, overlap: float) -> list[tuple[float, bool, float]]:
    """Greedy, best score first: (score, is a face, IoU). A detection on an ignored box is left out."""
    taken = np.zeros(len(truth.faces), bool)
    rows = []
    for box, score in zip(found.boxes, found.scores, strict=True):
        values = np.where(taken, -1.0, iou(box[None], truth.faces)[0])
        best = int(values.argmax()) if len(values) else -1
        if best >= 0 and values[best] >= overlap:
            taken[best] = True
            rows.append((float(score), True, float(values[best])))
        elif not len(truth.ignore) or iou(box[None], truth.ignore).max() < overlap:
            rows.append((float(score), False, 0.0))
    return rows


def score_detections(found: dict[str, Detections], truth: dict[str, Labels], overlap: float = 0.5) -> DetectorScore:
    total = sum(len(t.faces) for t in truth.values())
    rows = sorted((r for p, t in truth.items() for r in match(found[p], t, overlap)), reverse=True)
    hits = np.cumsum([r[1] for r in rows]) if rows else np.zeros(1)
    counted = np.arange(1, len(hits) + 1)
    precision, recall = hits / counted, hits / total
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    best = int(f1.argmax())
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    average = float(np.sum(np.diff(recall, prepend=0) * envelope))
    at = {}
    for wanted in (0.88, 0.94):
        good = precision >= wanted
        at[str(wanted)] = float(recall[good].max()) if good.any() else 0.0
    overlaps = [r[2] for r in rows[: best + 1] if r[1]]
    return DetectorScore(
        average,
        float(f1[best]),
        rows[best][0] if rows else 0.0,
        float(precision[best]),
        float(recall[best]),
        at,
        float(np.mean(overlaps)) if overlaps else 0.0,
    )


def at_threshold(found: dict[str, Detections], truth: dict[str, Labels], threshold: float, overlap: float) -> str:
    kept = {p: Detections(f.boxes[f.scores >= threshold], f.scores[f.scores >= threshold]) for p, f in found.items()}
    rows = [r for p, t in truth.items() for r in match(kept[p], t, overlap)]
    hits, total = sum(r[1] for r in rows), sum(len(t.faces) for t in truth.values())
    precision, recall = hits / max(1, len(rows)), hits / total
    return f"P {precision:.3f} R {recall:.3f} at score >= {threshold:.2f}, IoU >= {overlap}, {total} faces"
