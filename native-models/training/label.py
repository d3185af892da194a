"""Labels pictures with a trained detector.

python label.py scenes --model RUN.onnx --out round2.csv    self-labels for the next detector round
python label.py frames --model detector.onnx --out frames.csv    one face box per head crop, for the embedder
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

import config as configs
from config import DetectorInput, SeedConfig
from data import (
    FaceCrop,
    Labels,
    Scene,
    decode,
    holds,
    load_faces,
    load_hand_boxes,
    load_scenes,
    no_boxes,
    read_tars,
    seed_labels,
    training_scenes,
    whole,
    write_labels,
)
from detection import Detections, OnnxDetector, detections_of
from embedding import frame_all, most_central, write_frames
from framing import Boxes, Image, iou

SURE = 0.4
UNSURE = 0.2
HOPELESS = 0.1
FRAME = 0.3  # a doubtful face box still frames a head crop better than none


def seen_twice(detector: OnnxDetector, image: Image) -> Detections:
    """The picture and its mirror image: boxes found in both are averaged, scores too (0 where one found nothing)."""
    plain = detections_of(detector, image)
    mirrored = detections_of(detector, np.ascontiguousarray(image[:, ::-1]))
    width = image.shape[1]
    back = mirrored.boxes[:, [2, 1, 0, 3]] * np.array([-1, 1, -1, 1], np.float32)
    back = back + np.array([width, 0, width, 0], np.float32)
    if not len(plain.boxes) or not len(back):
        return Detections(no_boxes(), np.zeros(0, np.float32))
    overlap = iou(plain.boxes, back)
    twin, sure = overlap.argmax(1), overlap.max(1) > 0.5
    boxes = (plain.boxes + back[twin]) / 2
    scores = (plain.scores + mirrored.scores[twin] * sure) / 2
    return Detections(np.where(sure[:, None], boxes, plain.boxes), scores)


def relabel(found: Detections, seed: Labels | None) -> Labels | None:
    """Merges what the detector sees with the seeds of the picture.

    Sure finds become faces, unsure ones are ignored. A seed the detector sees a little takes the detector's box; one it
    does not see at all is ignored: hidden, turned away, or a wrong seed. A picture without any face says nothing.
    """
    sure, unsure = found.scores >= SURE, (found.scores >= UNSURE) & (found.scores < SURE)
    faces, ignore = [found.boxes[sure]], [found.boxes[unsure]]
    for box in seed.faces if seed else no_boxes():
        overlap = iou(box[None], found.boxes)[0]
        if (overlap[sure] > 0.3).any():
            continue
        near = np.where(overlap > 0.3, found.scores, 0.0)
        if near.max(initial=0) >= HOPELESS:
            faces.append((found.boxes[[int(near.argmax())]] + box[None]) / 2)
        else:
            ignore.append(box[None])
    if seed:
        ignore.append(seed.ignore)
    merged = np.concatenate(faces)
    return Labels(merged, np.concatenate(ignore)) if len(merged) else None


def label_scenes(detector: OnnxDetector, data: Path, scenes: list[Scene]) -> dict[str, Labels]:
    held_out = set(load_hand_boxes(data, scenes))
    seeds = seed_labels(data, scenes, SeedConfig())
    paths = {s.path for s in scenes} - held_out
    labels = {}
    for path, blob in read_tars(data / "scenes", paths).items():
        label = relabel(seen_twice(detector, decode(blob)), seeds.get(path))
        if label:
            labels[path] = label
    return labels


def label_crops(detector: OnnxDetector, data: Path, faces: list[FaceCrop]) -> dict[str, Labels]:
    """Head crops hold one face: the surest central find; crops without a sure one are left out."""
    labels = {}
    for path, blob in read_tars(data / "faces", {f.path for f in faces}).items():
        image = decode(blob)
        found = detections_of(detector, image)
        box = most_central(found, image.shape[1], image.shape[0], SURE)
        if box is None:
            continue
        others = found.boxes[(found.scores >= UNSURE) & (iou(box[None], found.boxes)[0] < 0.4)]
        labels[path] = Labels(box[None], others, complete=True)
    return labels


def frame_scenes(detector: OnnxDetector, data: Path, scenes: list[Scene]) -> dict[str, Boxes]:
    """The box (4,) of the face that a whole picture is filed under: the one in the head box, else the only one."""
    blobs = read_tars(data / "scenes", {s.path for s in scenes})
    frames = {}
    for scene in scenes:
        found = detections_of(detector, decode(blobs[scene.path]))
        boxes = found.boxes[found.scores >= SURE]
        inside = [b for b in boxes if scene.head is None or holds(scene.head, b[None])]
        if len(inside) == 1:
            frames[whole(scene.path)] = inside[0]
    return frames


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["scenes", "frames"])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--crops", type=int, default=4000, help="scenes: how many head crops to label as well")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--data", type=Path, default=configs.DATA)
    arguments = parser.parse_args()
    detector = OnnxDetector(arguments.model, DetectorInput(), arguments.threads)
    if arguments.what == "scenes":
        labels = label_scenes(detector, arguments.data, load_scenes(arguments.data))
        print(f"{len(labels)} whole pictures, {sum(len(v.faces) for v in labels.values())} faces")
        faces = load_faces(arguments.data, "train")
        chosen = np.random.default_rng(arguments.seed).permutation(len(faces))[: arguments.crops]
        crops = label_crops(detector, arguments.data, [faces[i] for i in chosen])
        print(f"{len(crops)} of {len(chosen)} head crops")
        write_labels(arguments.out, labels | crops)
    else:
        faces = load_faces(arguments.data)
        blobs = read_tars(arguments.data / "faces", {f.path for f in faces})
        frames = frame_all(detector, ((p, decode(b)) for p, b in blobs.items()), FRAME)
        print(f"{len(frames)} of {len(faces)} crops at score >= {FRAME}")
        training = training_scenes(arguments.data)
        pictures = frame_scenes(detector, arguments.data, training)
        print(f"{len(pictures)} of {len(training)} whole pictures")
        write_frames(arguments.out, frames | pictures)


if __name__ == "__main__":
    main()
