"""Figures on the validation data.

python evaluate.py detector                      hand boxes, with the shipped detector.onnx
python evaluate.py detector --cascade FILE.xml   the same for an OpenCV cascade (needs OpenCV < 5)
python evaluate.py heads                         val head crops in which no face is found
python evaluate.py embedder                      val characters framed by the shipped detector
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

import config as configs
from config import CloserLook, DetectorInput
from data import FaceCrop, decode, load_faces, load_hand_boxes, load_scenes, read_tars
from detection import Detections, OnnxDetector, at_threshold, detections_of, score_detections
from embedding import Network, embed, frame, frame_all, onnx_network
from framing import Boxes, Framing, Image
from verification import score_pairs

GIVEN = "animeface_character"
OLD_GAMES = {"arknights_avatars", "azurlane_icons", "kancolle_icons", "pjsekai_thumbs", "uma_icons"}
NEW_GAMES = {
    "anothereden_icons",
    "cgss_icons",
    "danmemo_icons",
    "dragalia_icons",
    "hbr_styles",
    "hok_skins",
    "worldflipper_icons",
}


def read_manifest(folder: Path) -> tuple[DetectorInput, dict]:
    manifest = json.loads((folder / "models.json").read_text())
    given = manifest["detector"]["input"]
    closer = given.get("closerLook")
    settings = DetectorInput(
        given["longSide"],
        given["maxUpscale"],
        given["multipleOf"],
        given["pad"],
        tuple(given.get("looks", [1.0])),
        CloserLook(tuple(closer["parts"]), closer["face"], closer["side"], closer["score"]) if closer else None,
    )
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
    painted = {p: t for p, t in hand.items() if sources[p] == "hok_skins"}
    print("painted", score_detections(found, painted))
    print("others", score_detections(found, {p: t for p, t in hand.items() if p not in painted}))
    for source in sorted({sources[p] for p in hand}):
        part = {p: t for p, t in hand.items() if sources[p] == source}
        print(source, at_threshold(found, part, threshold, 0.5))


def evaluate_heads(data: Path, models: Path) -> None:
    """The share of val head crops, each of which shows a face, in which none is found: by source and threshold."""
    settings, manifest = read_manifest(models)
    detector = OnnxDetector(models / manifest["detector"]["file"], settings)
    faces, images = load_val(data)
    best: dict[str, list[float]] = defaultdict(list)
    for face in faces:
        found = detections_of(detector, images[face.path])
        score = float(found.scores.max(initial=0))
        group = "anime" if face.source in {GIVEN} | OLD_GAMES else "other styles"
        best[face.source].append(score)
        best[group].append(score)
    shipped = manifest["detector"]["scoreThreshold"]
    for name, scores in sorted(best.items()):
        shares = " ".join(f"{np.mean(np.array(scores) < t):.3f} < {t:.2f}" for t in (shipped, 0.3, 0.4, 0.5, 0.6))
        print(f"{name}: {len(scores)} crops, no face in {shares}")


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


def load_val(data: Path) -> tuple[list[FaceCrop], dict[str, Image]]:
    faces = load_faces(data, "val")
    blobs = read_tars(data / "faces", {f.path for f in faces})
    return faces, {f.path: decode(blobs[f.path]) for f in faces}


def score_embedder(
    network: Network,
    faces: list[FaceCrop],
    images: dict[str, Image],
    frames: dict[str, Boxes],
    framing: Framing,
    size: int,
    mirror: bool = True,
) -> dict[str, str]:
    vectors = embed(network, [frame(images[f.path], frames.get(f.path), framing, size) for f in faces], mirror=mirror)
    return score_vectors(vectors, faces)


def score_vectors(vectors: NDArray[np.float32], faces: list[FaceCrop]) -> dict[str, str]:
    """AnimeFace characters, games of the first round, of the second, other styles, each source, and all together."""
    sources = {f.source for f in faces}
    parts = {"AnimeFace": {GIVEN}, "games": OLD_GAMES, "new games": NEW_GAMES}
    parts["other styles"] = sources - {GIVEN} - OLD_GAMES - NEW_GAMES
    parts |= {source: {source} for source in sorted(sources - {GIVEN})} | {"all": sources}
    lines = {}
    for name, wanted in parts.items():
        chosen = np.array([f.source in wanted for f in faces])
        part = [f for f in faces if f.source in wanted]
        lines[name] = str(score_pairs(vectors[chosen], [f.identity for f in part], [f.drawing for f in part]))
    return lines


def evaluate_embedder(data: Path, models: Path) -> None:
    settings, manifest = read_manifest(models)
    entry = manifest["embedder"]
    network = onnx_network(models / entry["file"])
    faces, images = load_val(data)
    frames = frame_all(
        OnnxDetector(models / manifest["detector"]["file"], settings),
        images.items(),
        manifest["detector"]["scoreThreshold"],
    )
    print(f"a face is found in {len(frames)} of {len(faces)} crops")
    framing = Framing(entry["framing"]["scale"], tuple(entry["framing"]["offset"]))
    for title, boxes in (("framed by the detector", frames), ("crops as given", {})):
        print(title)
        for name, line in score_embedder(
            network, faces, images, boxes, framing, entry["input"]["size"], entry["mirror"]
        ).items():
            print(" ", name, line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["detector", "heads", "embedder"])
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--models", type=Path, default=configs.MODELS)
    parser.add_argument("--cascade", type=Path)
    arguments = parser.parse_args()
    if arguments.cascade:
        evaluate_cascade(arguments.data, arguments.cascade)
    elif arguments.what == "detector":
        evaluate_detector(arguments.data, arguments.models)
    elif arguments.what == "heads":
        evaluate_heads(arguments.data, arguments.models)
    else:
        evaluate_embedder(arguments.data, arguments.models)


if __name__ == "__main__":
    main()
