"""Frames face crops as the app does and embeds them: detector box, square crop, sum with the mirror image."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
from numpy.typing import NDArray

from detection import Detections, OnnxDetector, detections_of, to_input
from framing import Boxes, Framing, Image, crop_square, fit_square, inside_square

Network = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def most_central(found: Detections, width: int, height: int, threshold: float) -> Boxes | None:
    """The box (4,) of the face that a head crop is about: best score * centrality; None where nothing was found."""
    if not len(found.boxes) or found.scores.max() < threshold:
        return None
    centre = (found.boxes[:, :2] + found.boxes[:, 2:]) / 2 / np.array([width, height], np.float32)
    centrality = 1 - np.abs(centre - 0.5).max(1)
    rank = found.scores * centrality * (found.scores >= threshold)
    return found.boxes[int(rank.argmax())]


def frame_all(detector: OnnxDetector, pictures: Iterable[tuple[str, Image]], threshold: float) -> dict[str, Boxes]:
    """The face box of each head crop in which one is found."""
    frames = {}
    for path, image in pictures:
        box = most_central(detections_of(detector, image), image.shape[1], image.shape[0], threshold)
        if box is not None:
            frames[path] = box
    return frames


def write_frames(path: Path, frames: dict[str, Boxes]) -> None:
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "x1", "y1", "x2", "y2"])
        for name, box in frames.items():
            writer.writerow([name, *(f"{v:.2f}" for v in box)])


def read_frames(path: Path) -> dict[str, Boxes]:
    with open(path) as file:
        rows = csv.DictReader(file)
        return {r["path"]: np.array([float(r[k]) for k in ("x1", "y1", "x2", "y2")], np.float32) for r in rows}


def frame(image: Image, box: Boxes | None, framing: Framing, size: int) -> Image:
    """The crop that the app embeds; the whole picture where no face was found."""
    if box is None:
        return fit_square(image, size)
    height, width = image.shape[:2]
    return crop_square(image, *inside_square(*framing.square(box), width, height), size)


def torch_network(model: nn.Module, device: torch.device) -> Network:
    model.eval()

    @torch.no_grad()
    def run(images: NDArray[np.float32]) -> NDArray[np.float32]:
        return model(torch.from_numpy(images).to(device)).float().cpu().numpy()

    return run


def onnx_network(path: Path, threads: int = 2) -> Network:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return lambda images: session.run(["embedding"], {"image": images})[0]


def input_size(path: Path) -> int:
    """The side in pixels of the square crops that an embedder.onnx takes."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return int(session.get_inputs()[0].shape[-1])


def embed(network: Network, crops: list[Image], batch: int = 64, mirror: bool = True) -> NDArray[np.float32]:
    """(h, w, 3) crops -> unit vectors (n, d); `mirror`: the sums of a crop's and its mirror image's unit vectors."""
    rows = []
    for start in range(0, len(crops), batch):
        images = np.concatenate([to_input(c) for c in crops[start : start + batch]])
        vectors = unit(network(images))
        rows.append(unit(vectors + unit(network(np.ascontiguousarray(images[..., ::-1])))) if mirror else vectors)
    return np.concatenate(rows)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
