"""Turns down, in a joined embedder, the directions in which drawings of one character differ.

python whiten.py --vectors RUNS/embedder-6.npy --frames RUNS/frames.csv --try
python whiten.py --vectors RUNS/embedder-6.npy --frames RUNS/frames.csv --power 0.3 --shrink 0.2 --version embedder-10

The covariance of a character's drawings around their mean, over all training characters, is what an outfit, a light or
another hand changes. The last matrix of the graph is multiplied by a power of its inverse (within-class covariance
normalisation, Hatch 2006), so that nothing becomes slower. `--try` leaves each source out in turn and shows what that
does to it; nothing is written. `--vectors` holds the embedder's unit vectors of the training faces, computed where the
file is missing.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

import config as configs
from batches import Face
from config import EmbedderConfig, FramingConfig
from data import decode, game, load_faces, read_tars
from detection import to_input
from embedding import onnx_network, read_frames, unit
from export import EMBEDDER_COSINE, update_manifest
from framing import Boxes, fit_square
from train_embedder import load_training_faces, teach, training_rows
from verification import score_pairs

Vectors = NDArray[np.float32]
Matrix = NDArray[np.float64]
MOST = 700  # faces of a source that it is scored on
FEWEST = 8  # characters of a source that is scored
POWERS, SHRINKS = (0.25, 0.35, 0.5), (0.05, 0.2, 0.5)


@dataclass(frozen=True)
class Spread:
    """A sum of squares around characters' means, and of the weights in it."""

    squares: Matrix
    weight: float


def spreads_of(vectors: Vectors, faces: list[Face]) -> dict[str, Spread]:
    """By source. Each drawing counts once, as its mean; a character as the square root of its drawings."""
    sources = np.array([face.source for face in faces])
    drawings = np.unique(np.array([f"{f.source}/{f.identity}/{f.drawing}" for f in faces]), return_inverse=True)
    _, first, number = np.unique(drawings[1], return_index=True, return_inverse=True)
    means = mean_of(vectors.astype(np.float64), number)
    owners = np.unique(np.array([f"{faces[n].source}/{faces[n].identity}" for n in first]), return_inverse=True)[1]
    count = np.bincount(owners)[owners]
    apart = means - mean_of(means, owners)[owners]
    weights = np.where(count > 1, count**0.5 / np.maximum(count - 1, 1), 0.0)
    spreads = {}
    for source in sorted(set(sources)):
        chosen = sources[first] == source
        total = float((weights * (count - 1))[chosen].sum())
        spreads[source] = Spread((apart[chosen] * weights[chosen, None]).T @ apart[chosen], total)
    return spreads


def mean_of(rows: Matrix, groups: NDArray[np.int64]) -> Matrix:
    sums = np.zeros((groups.max() + 1, rows.shape[1]))
    np.add.at(sums, groups, rows)
    return sums / np.bincount(groups)[:, None]


def whitening(spreads: list[Spread], power: float, shrink: float) -> Matrix:
    """(d, d), symmetric: eigenvalues of the covariance, `shrink` of the way to their mean, to the power of -`power`."""
    covariance = sum((s.squares for s in spreads), np.zeros(spreads[0].squares.shape)) / sum(s.weight for s in spreads)
    values, directions = np.linalg.eigh(covariance)
    return directions * ((1 - shrink) * values + shrink * values.mean()) ** -power @ directions.T


def some_of(faces: list[Face], source: str) -> list[int]:
    """Whole characters of a source in a random order, until there are `MOST` faces."""
    order = np.random.default_rng(0).permutation(max(face.identity for face in faces) + 1)
    own = [number for number, face in enumerate(faces) if face.source == source]
    return sorted(own, key=lambda number: order[faces[number].identity])[:MOST]


def figures(vectors: Matrix, faces: list[Face]) -> tuple[float, float, float]:
    """F1, EER and R@1."""
    identities, drawings = [str(face.identity) for face in faces], [face.drawing for face in faces]
    found = score_pairs(unit(vectors.astype(np.float32)), identities, drawings)
    return found.f1, found.eer, found.r1


def leave_out_in_turn(vectors: Vectors, faces: list[Face]) -> None:
    """Prints F1 / EER / R@1 of each source: as it is, and whitened by what all other games show."""
    spreads = spreads_of(vectors, faces)
    settings = [(0.0, 0.0), *((power, shrink) for power in POWERS for shrink in SHRINKS)]
    rows = {setting: [] for setting in settings}
    for source in spreads:
        chosen = some_of(faces, source)
        part = [faces[number] for number in chosen]
        if len({face.identity for face in part}) < FEWEST:
            continue
        others = [spread for name, spread in spreads.items() if game(name) != game(source)]
        for setting in settings:
            rows[setting].append(figures(vectors[chosen] @ whitening(others, *setting), part))
        print(source, *("{:.3f}/{:.3f}/{:.3f}".format(*rows[setting][-1]) for setting in settings), flush=True)
    for (power, shrink), found in rows.items():
        print("mean, power {} shrink {}: F1 {:.3f} EER {:.3f} R@1 {:.3f}".format(power, shrink, *np.mean(found, 0)))


def vectors_of_training(models: Path, data: Path, frames: dict[str, Boxes], kept: Path) -> tuple[Vectors, list[Face]]:
    entry = json.loads((models / "models.json").read_text())["embedder"]
    framing = FramingConfig(entry["framing"]["scale"], tuple(entry["framing"]["offset"]))
    config = EmbedderConfig(size=entry["input"]["size"], framing=framing, whole_pictures=True, teacher_mirror=False)
    if not kept.exists():
        faces, _ = load_training_faces(data, frames, config)
        teach(models / entry["file"], faces, config, kept)
    return np.load(kept), training_rows(data, frames, config)


def fold(path: Path, turn: Matrix) -> None:
    """Multiplies the last matrix of a joined embedder."""
    model = onnx.load(str(path))
    last = next(tensor for tensor in model.graph.initializer if tensor.name == "projection")
    turned = numpy_helper.to_array(last) @ turn.astype(np.float32)
    last.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(turned, np.float32), "projection"))
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def val_crops(data: Path, size: int) -> Vectors:
    chosen = [face.path for face in load_faces(data, "val")][::40]
    blobs = read_tars(data / "faces", set(chosen))
    return np.concatenate([to_input(fit_square(decode(blobs[path]), size)) for path in chosen])


def write(models: Path, data: Path, turn: Matrix, version: str) -> None:
    """Raises ValueError where the graph answers otherwise than its old answers times `turn`."""
    entry = json.loads((models / "models.json").read_text())["embedder"]
    path = models / entry["file"]
    images = val_crops(data, entry["input"]["size"])
    expected = unit(onnx_network(path)(images) @ turn.astype(np.float32))
    fold(path, turn)
    lowest = float((unit(onnx_network(path)(images)) * expected).sum(1).min())
    print(f"whitened embedder: {len(images)} crops, lowest cosine to what it should answer {lowest:.7f}")
    if lowest < EMBEDDER_COSINE:
        raise ValueError("the whitened embedder answers otherwise")
    kept = {key: value for key, value in entry.items() if key not in ("file", "version", "sha256", "licence")}
    update_manifest(models, "embedder", version, kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=Path, required=True, help="unit vectors of all training faces, .npy")
    parser.add_argument("--frames", type=Path, required=True, help="face boxes written by label.py frames")
    parser.add_argument("--try", dest="only_try", action="store_true", help="leave sources out in turn, write nothing")
    parser.add_argument("--power", type=float, default=0.35)
    parser.add_argument("--shrink", type=float, default=0.2)
    parser.add_argument("--version", help="what the embedder is called from now on")
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--models", type=Path, default=configs.MODELS)
    arguments = parser.parse_args()
    if bool(arguments.version) == arguments.only_try:
        parser.error("either --try or --version")
    frames = read_frames(arguments.frames)
    vectors, faces = vectors_of_training(arguments.models, arguments.data, frames, arguments.vectors)
    if arguments.only_try:
        leave_out_in_turn(vectors, faces)
        return
    turn = whitening(list(spreads_of(vectors, faces).values()), arguments.power, arguments.shrink)
    write(arguments.models, arguments.data, turn / np.linalg.norm(turn, 2), arguments.version)


if __name__ == "__main__":
    main()
