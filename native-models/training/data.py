"""Reads ../shared: pictures out of the tars, tables into dataclasses, first face labels out of noisy hints."""

from __future__ import annotations

import csv
import io
import json
import tarfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image as Pil

from config import SeedConfig
from framing import Boxes, Image, iou

BACKGROUND = (224, 224, 224)  # what the app puts behind transparent pictures


@dataclass(frozen=True)
class Scene:
    path: str
    source: str
    identity: str
    width: int
    height: int
    head: Boxes | None  # (1, 4) pixels


@dataclass(frozen=True)
class FaceCrop:
    path: str
    source: str
    identity: str
    drawing: str
    split: str


@dataclass(frozen=True)
class Labels:
    """What is known of one picture, pixels: faces to find, places that say nothing, and whether that is everything."""

    faces: Boxes
    ignore: Boxes
    complete: bool = False


def read_tars(folder: Path, wanted: set[str]) -> dict[str, bytes]:
    """The encoded files named in `wanted` out of all tars of `folder`."""
    blobs: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.tar")):
        with tarfile.open(path) as tar:
            for member in tar:
                if member.name in wanted:
                    stream = tar.extractfile(member)
                    assert stream is not None
                    blobs[member.name] = stream.read()
    return blobs


def decode(blob: bytes) -> Image:
    """WebP / PNG / JPEG bytes -> (h, w, 3) RGB, transparency flattened as the app does."""
    picture = Pil.open(io.BytesIO(blob))
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        rgba = picture.convert("RGBA")
        flat = Pil.new("RGBA", rgba.size, (*BACKGROUND, 255))
        flat.alpha_composite(rgba)
        picture = flat
    return np.asarray(picture.convert("RGB"))


def no_boxes() -> Boxes:
    return np.zeros((0, 4), np.float32)


def pixels(row: dict[str, str], prefix: str, width: int, height: int) -> Boxes:
    x, y, w, h = (float(row[prefix + key]) for key in "xywh")
    return np.array([[x * width, y * height, (x + w) * width, (y + h) * height]], np.float32)


def load_scenes(data: Path) -> list[Scene]:
    scenes = []
    with open(data / "scenes/index.csv") as file:
        for row in csv.DictReader(file):
            width, height = int(row["width"]), int(row["height"])
            head = pixels(row, "head_", width, height) if row["head_x"] else None
            scenes.append(Scene(row["path"], row["source"], row["identity"], width, height, head))
    return scenes


def load_faces(data: Path, split: str | None = None) -> list[FaceCrop]:
    with open(data / "faces/index.csv") as file:
        rows = [FaceCrop(r["path"], r["source"], r["identity"], r["drawing"], r["split"]) for r in csv.DictReader(file)]
    return [r for r in rows if split is None or r.split == split]


def training_scenes(data: Path) -> list[Scene]:
    """Whole pictures of characters that are trained on; where crops of the same game say which those are."""
    known = {(game(f.source), f.identity): f.split for f in load_faces(data)}
    held_out = set(json.loads((data / "scenes/faces.json").read_text()))
    scenes = [s for s in load_scenes(data) if s.path not in held_out]
    return [s for s in scenes if known.get((game(s.source), s.identity)) == "train"]


def whole(path: str) -> str:
    """The name of a whole picture in a table that also holds head crops: some crops are called like their picture."""
    return f"scenes/{path}"


def game(source: str) -> str:
    """The game that a source's pictures are from: uma_icons and uma_cards are one."""
    return source.split("_")[0]


def load_hand_boxes(data: Path, scenes: Iterable[Scene]) -> dict[str, Labels]:
    """The validation pictures; `ignore` boxes neither count nor harm."""
    marked = json.loads((data / "scenes/faces.json").read_text())
    by_path = {s.path: s for s in scenes}
    result = {}
    for path, boxes in marked.items():
        scene = by_path[path]
        scale = np.array([scene.width, scene.height, scene.width, scene.height], np.float32)
        array = np.array([[b["x"], b["y"], b["x"] + b["w"], b["y"] + b["h"]] for b in boxes], np.float32)
        array = array.reshape(-1, 4) * scale
        ignored = np.array([bool(b.get("ignore")) for b in boxes], bool)
        result[path] = Labels(array[~ignored], array[ignored], complete=True)
    return result


def correct(boxes: Boxes, correction: tuple[float, float, float, float]) -> Boxes:
    """Moves by dx * w, dy * h and scales by w, h: from another box definition to ours."""
    dx, dy, sw, sh = correction
    size = boxes[:, 2:] - boxes[:, :2]
    centre = (boxes[:, 2:] + boxes[:, :2]) / 2 + size * np.array([dx, dy], np.float32)
    half = size * np.array([sw, sh], np.float32) / 2
    return np.concatenate([centre - half, centre + half], 1).astype(np.float32)


def relation(inner: Boxes, outer: Boxes) -> np.ndarray:
    """`inner` as seen from `outer`, both (1, 4): dx / w, dy / h, w / w, h / h."""
    size = outer[0, 2:] - outer[0, :2]
    centre = (inner[0, 2:] + inner[0, :2] - outer[0, 2:] - outer[0, :2]) / 2
    return np.concatenate([centre / size, (inner[0, 2:] - inner[0, :2]) / size])


def seed_labels(data: Path, scenes: list[Scene], config: SeedConfig) -> dict[str, Labels]:
    """First labels. A head box holds one face: the proposed one where it is plausible, mixed with the usual place.

    The usual place of the face in a head box is the median over the pictures of the source in which a confident
    proposal lies in the head box. Proposals elsewhere are faces when confident, else ignored.
    """
    held_out = set(json.loads((data / "scenes/faces.json").read_text()))
    scenes = [s for s in scenes if s.path not in held_out]
    by_path = {s.path: s for s in scenes}
    proposals: dict[str, list[tuple[Boxes, float]]] = defaultdict(list)
    with open(data / "scenes/auto_faces.csv") as file:
        for row in csv.DictReader(file):
            if row["path"] in by_path:
                scene = by_path[row["path"]]
                box = correct(pixels(row, "", scene.width, scene.height), config.correction)
                proposals[scene.path].append((box, float(row["score"])))

    seen: dict[str, list[np.ndarray]] = defaultdict(list)
    for scene in scenes:
        for box, score in proposals[scene.path]:
            if scene.head is not None and score >= config.positive_score and holds(scene.head, box):
                seen[scene.source].append(relation(box, scene.head))
    usual = {source: np.median(np.array(rows), 0) for source, rows in seen.items()}

    labels: dict[str, Labels] = {}
    for scene in scenes:
        faces: list[Boxes] = []
        ignore: list[Boxes] = []
        if scene.head is not None:
            expected = correct(scene.head, tuple(usual[scene.source]))  # type: ignore[arg-type]
            inside = [
                p for p in proposals[scene.path] if p[1] >= config.ignore_score and iou(p[0], expected)[0, 0] > 0.3
            ]
            best = max(inside, key=lambda p: p[1], default=None)
            faces.append(expected if best is None else config.trust * best[0] + (1 - config.trust) * expected)
        for box, score in proposals[scene.path]:
            if scene.head is not None and holds(scene.head, box):
                continue
            if score >= config.positive_score:
                faces.append(box)
            else:
                ignore.append(box)
        if faces:
            labels[scene.path] = Labels(np.concatenate(faces), np.concatenate([no_boxes(), *ignore]))
    return labels


def holds(head: Boxes, box: Boxes) -> bool:
    """The centre of `box` lies in `head`."""
    centre = (box[0, :2] + box[0, 2:]) / 2
    return bool((centre > head[0, :2]).all() and (centre < head[0, 2:]).all())


def write_labels(path: Path, labels: dict[str, Labels]) -> None:
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["path", "kind", "x1", "y1", "x2", "y2", "complete"])
        for name, label in labels.items():
            for kind, boxes in (("face", label.faces), ("ignore", label.ignore)):
                for box in boxes:
                    writer.writerow([name, kind, *(f"{v:.1f}" for v in box), int(label.complete)])


def read_labels(path: Path) -> dict[str, Labels]:
    kinds: dict[str, dict[str, list[list[float]]]] = defaultdict(lambda: {"face": [], "ignore": []})
    complete: dict[str, bool] = {}
    with open(path) as file:
        for row in csv.DictReader(file):
            kinds[row["path"]][row["kind"]].append([float(row[k]) for k in ("x1", "y1", "x2", "y2")])
            complete[row["path"]] = row["complete"] == "1"

    def stack(rows: list[list[float]]) -> Boxes:
        return np.array(rows, np.float32).reshape(-1, 4)

    return {p: Labels(stack(k["face"]), stack(k["ignore"]), complete[p]) for p, k in kinds.items()}
