"""Labels of every style for the third round of the detector.

python label_styles.py --model ../detector.onnx --frames RUNS/frames.csv --out RUNS/round3.csv

Whole pictures: what the detector sees; on paintings what a detector of photographs saw (painted_faces.csv), moved to
our definition of a box as labels/painted_relations.csv says: detector-2 draws its own boxes there 12 % too small. Head
crops: one face each, where `label.py frames` found it, as many of each source.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

import config as configs
from config import DetectorInput
from data import (
    Labels,
    Scene,
    correct,
    decode,
    load_faces,
    no_boxes,
    pixels,
    read_tars,
    seed_labels,
    training_scenes,
    whole,
    write_labels,
)
from detection import Detections, OnnxDetector, detections_of
from embedding import read_frames
from framing import Boxes, iou
from label import UNSURE, relabel

PAINTED = "hok_skins"
RELATIONS = configs.HERE / "labels/painted_relations.csv"
SURE_PHOTO = 0.7  # P .93 on paintings (DATA.md)
HALF_SURE = 0.5
SURE_ALONE = 0.75  # a face of ours that the other detector did not see
Correction = tuple[float, float, float, float]
Proposals = dict[str, list[tuple[Boxes, float]]]


def load_proposals(data: Path, scenes: Iterable[Scene]) -> Proposals:
    by_path = {s.path: s for s in scenes}
    found: Proposals = defaultdict(list)
    with open(data / "scenes/painted_faces.csv") as file:
        for row in csv.DictReader(file):
            scene = by_path.get(row["path"])
            if scene:
                found[scene.path].append((pixels(row, "", scene.width, scene.height), float(row["score"])))
    return found


def read_correction() -> Correction:
    """From their boxes to ours: the median over the faces of train paintings that were boxed by hand for it."""
    with open(RELATIONS) as file:
        rows = [[float(row[key]) for key in ("dx", "dy", "w", "h")] for row in csv.DictReader(file)]
    dx, dy, w, h = (float(v) for v in np.median(np.array(rows), 0))
    return dx, dy, w, h


def label_painting(found: Detections, proposals: list[tuple[Boxes, float]]) -> Labels | None:
    """Faces that one detector is sure of or both see a little; what else the other saw is ignored.

    What only ours saw, unsure, is nearly always no face (looked at on a dozen paintings): nothing hides it.
    """
    faces, ignore, taken = [no_boxes()], [no_boxes()], np.zeros(len(found.boxes), bool)
    for box, score in proposals:
        overlap = iou(box, found.boxes)[0]
        near = int(overlap.argmax()) if overlap.max(initial=0) > 0.3 else -1
        seen = found.scores[near] if near >= 0 else 0.0
        taken |= overlap > 0.3
        sure = score >= SURE_PHOTO or (score >= HALF_SURE and seen >= UNSURE)
        (faces if sure else ignore).append(box)
    faces.append(found.boxes[~taken & (found.scores >= SURE_ALONE)])
    merged = np.concatenate(faces).astype(np.float32)
    return Labels(merged, np.concatenate(ignore).astype(np.float32)) if len(merged) else None


def label_scenes(detector: OnnxDetector, data: Path, scenes: list[Scene]) -> dict[str, Labels]:
    seeds = seed_labels(data, scenes, configs.SeedConfig())
    blobs = read_tars(data / "scenes", {s.path for s in scenes})
    found = {s.path: detections_of(detector, decode(blobs[s.path])) for s in scenes}
    proposals = load_proposals(data, scenes)
    correction = read_correction()
    labels: dict[str, Labels] = {}
    for scene in scenes:
        if scene.source == PAINTED:
            moved = [(correct(box, correction), score) for box, score in proposals[scene.path]]
            label = label_painting(found[scene.path], moved)
        else:
            label = relabel(found[scene.path], seeds.get(scene.path))
        if label:
            labels[whole(scene.path)] = label
    return labels


def usual_sizes(frames: dict[str, Boxes]) -> dict[str, float]:
    """The median longer side of the box in each source's crops, pixels."""
    sides: dict[str, list[float]] = defaultdict(list)
    for path, box in frames.items():
        sides[path.split("/")[0]].append(side_of(box))
    return {source: float(np.median(values)) for source, values in sides.items()}


def side_of(box: Boxes) -> float:
    return float((box[2:] - box[:2]).max())


def label_heads(data: Path, frames: dict[str, Boxes], most: int, seed: int) -> dict[str, Labels]:
    """At most `most` crops of each source; a box much smaller or larger than is usual there is an eye or a hat."""
    usual = usual_sizes({path: box for path, box in frames.items() if not path.startswith(whole(""))})
    frames = {p: b for p, b in frames.items() if 0.6 < side_of(b) / usual.get(p.split("/")[0], 1e-3) < 1.7}
    rows = load_faces(data, "train")
    of_source: dict[str, list[str]] = defaultdict(list)
    for number in np.random.default_rng(seed).permutation(len(rows)):
        row = rows[number]
        if row.path in frames and len(of_source[row.source]) < most:
            of_source[row.source].append(row.path)
    return {p: Labels(frames[p][None], no_boxes(), complete=True) for paths in of_source.values() for p in paths}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--frames", type=Path, required=True, help="face boxes of head crops, by label.py frames")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--per-source", type=int, default=300)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--data", type=Path, default=configs.DATA)
    arguments = parser.parse_args()
    detector = OnnxDetector(arguments.model, DetectorInput(), arguments.threads)
    heads = label_heads(arguments.data, read_frames(arguments.frames), arguments.per_source, arguments.seed)
    print(f"{len(heads)} head crops")
    scenes = label_scenes(detector, arguments.data, training_scenes(arguments.data))
    print(f"{len(scenes)} whole pictures, {sum(len(v.faces) for v in scenes.values())} faces")
    write_labels(arguments.out, scenes | heads)


if __name__ == "__main__":
    main()
