"""Figures on the validation data.

python evaluate.py detector                      hand boxes, with the shipped detector.onnx
python evaluate.py detector --cascade FILE.xml   the same for an OpenCV cascade (needs OpenCV < 5)
python evaluate.py embedder                      val characters framed by the shipped detector
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

import config as configs
from backbone import FaceDetector
from config import DetectorInput
from data import Labels, decode, load_hand_boxes, load_scenes, read_tars
from framing import Boxes, Image, iou, letterbox, nms

Scores = NDArray[np.float32]
RawDetector = Callable[[NDArray[np.float32]], tuple[Boxes, Scores]]
LOWEST_SCORE = 0.05
NMS_IOU = 0.4


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
    s = detector.settings
    canvas, factor = letterbox(image, s.long_side, s.max_upscale, s.multiple_of, s.pad)
    boxes, scores = detector(to_input(canvas))
    good = scores >= LOWEST_SCORE
    boxes, scores = boxes[good], scores[good]
    kept = nms(boxes, scores, NMS_IOU)
    limit = np.array([image.shape[1], image.shape[0]] * 2, np.float32)
    return Detections(np.clip(boxes[kept] / factor, 0, limit), scores[kept])


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


def read_manifest(folder: Path) -> tuple[DetectorInput, dict]:
    manifest = json.loads((folder / "models.json").read_text())
    given = manifest["detector"]["input"]
    settings = DetectorInput(given["longSide"], given["maxUpscale"], given["multipleOf"], given["pad"])
    return settings, manifest


def evaluate_detector(data: Path, models: Path) -> None:
    settings, manifest = read_manifest(models)
    detector = OnnxDetector(models / manifest["detector"]["file"], settings)
    scenes = load_scenes(data)
    hand = load_hand_boxes(data, scenes)
    blobs = read_tars(data / "scenes", set(hand))
    found = {p: detections_of(detector, decode(blobs[p])) for p in hand}
    threshold = manifest["detector"]["scoreThreshold"]
    sources = {s.path: s.source for s in scenes}
    print("all", score_detections(found, hand))
    print("all", at_threshold(found, hand, threshold, 0.5))
    print("all", at_threshold(found, hand, threshold, 0.3))
    for source in sorted({sources[p] for p in hand}):
        part = {p: t for p, t in hand.items() if sources[p] == source}
        print(source, at_threshold(found, part, threshold, 0.5))


def evaluate_cascade(data: Path, xml: Path) -> None:
    """nagadomi's own settings: scale factor 1.1, 5 neighbours, at least 24 pixels."""
    cascade = cv2.CascadeClassifier(str(xml))
    hand = load_hand_boxes(data, load_scenes(data))
    blobs = read_tars(data / "scenes", set(hand))
    found = {}
    for path in hand:
        grey = cv2.equalizeHist(cv2.cvtColor(decode(blobs[path]), cv2.COLOR_RGB2GRAY))
        rows = cascade.detectMultiScale(grey, scaleFactor=1.1, minNeighbors=5, minSize=(24, 24))
        boxes = np.array([[x, y, x + w, y + h] for x, y, w, h in rows], np.float32).reshape(-1, 4)
        found[path] = Detections(boxes, np.ones(len(boxes), np.float32))
    for overlap in (0.3, 0.5):
        print("cascade", at_threshold(found, hand, 0.5, overlap))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["detector", "embedder"])
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--models", type=Path, default=configs.MODELS)
    parser.add_argument("--cascade", type=Path)
    arguments = parser.parse_args()
    if arguments.cascade:
        evaluate_cascade(arguments.data, arguments.cascade)
    elif arguments.what == "detector":
        evaluate_detector(arguments.data, arguments.models)


if __name__ == "__main__":
    main()
