"""Joins embedders into one graph: their unit vectors side by side, projected to fewer numbers.

python join.py PART.onnx PART.onnx --frames RUNS/frames.csv --framing-scale 2.2 --weights 0.7 1 --version embedder-6

Different networks err on different faces, so the cosine of the joined vectors is better than that of any of them. The
graph takes crops as large as the largest part does; smaller parts get them resized. The projection keeps the cosines of
training crops as well as so many numbers can.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, compose, helper, numpy_helper

import config as configs
from data import decode, load_faces, read_tars
from detection import to_input
from embedding import Network, embed, frame, onnx_network, read_frames, unit
from export import EMBEDDER_COSINE, update_manifest
from framing import Framing, Image

Vectors = NDArray[np.float32]
SAMPLE = 3000


def size_of(part: onnx.ModelProto) -> int:
    return part.graph.input[0].type.tensor_type.shape.dim[2].dim_value


def join(parts: list[onnx.ModelProto], projection: Vectors) -> onnx.ModelProto:
    """`projection` (d, n): from the unit vectors of all parts, one after the other, to the embedding (not unit)."""
    largest = max(parts, key=size_of)
    nodes, constants, units = [], [], []
    for number, part in enumerate(parts):
        graph = compose.add_prefix(part, f"part{number}/").graph
        given, answered = graph.input[0].name, graph.output[0].name
        taken = "image"
        if size_of(part) < size_of(largest):
            taken = f"part{number}/image"
            # a little more than the exact factor: the size is rounded down
            scale = (size_of(part) + 0.01) / size_of(largest)
            constants.append(numpy_helper.from_array(np.array([1, 1, scale, scale], np.float32), f"{taken}/scales"))
            nodes.append(helper.make_node("Resize", ["image", "", f"{taken}/scales"], [taken], mode="linear"))
        for node in graph.node:
            node.input[:] = [taken if name == given else name for name in node.input]
        nodes += graph.node
        constants += graph.initializer
        length = f"part{number}/length"
        nodes.append(helper.make_node("ReduceL2", [answered], [length], axes=[1], keepdims=1))
        nodes.append(helper.make_node("Div", [answered, length], [f"part{number}/unit"]))
        units.append(f"part{number}/unit")
    nodes.append(helper.make_node("Concat", units, ["joined"], axis=1))
    nodes.append(helper.make_node("MatMul", ["joined", "projection"], ["embedding"]))
    constants.append(numpy_helper.from_array(np.ascontiguousarray(projection), "projection"))
    output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", projection.shape[1]])
    image = largest.graph.input[0]
    graph = helper.make_graph(nodes, "embedder", [image], [output], constants)
    model = helper.make_model(graph, opset_imports=parts[0].opset_import, ir_version=parts[0].ir_version)
    onnx.checker.check_model(model, full_check=True)
    return model


def principal(joined: Vectors, dimensions: int) -> Vectors:
    """(d, n): the directions, of unit length, that keep most of the vectors' lengths and so of their products."""
    _, vectors = np.linalg.eigh(joined.T @ joined)
    return vectors[:, ::-1][:, :dimensions].astype(np.float32)


def sample_crops(data: Path, frames: Path, framing: Framing, size: int) -> list[Image]:
    boxes = read_frames(frames)
    faces = load_faces(data, "train")
    chosen = [faces[i].path for i in np.random.default_rng(0).permutation(len(faces))[:SAMPLE]]
    blobs = read_tars(data / "faces", set(chosen))
    return [frame(decode(blobs[path]), boxes.get(path), framing, size) for path in chosen]


def resized(crops: list[Image], size: int) -> list[Image]:
    """As the joined graph does it, but for the rounding to bytes."""
    return [cv2.resize(crop, (size, size), interpolation=cv2.INTER_LINEAR) for crop in crops]


def accept(network: Network, expected: Vectors, crops: list[Image]) -> None:
    """Raises ValueError where the joined graph differs from what its parts and the projection give."""
    images = np.concatenate([to_input(crop) for crop in crops])
    lowest = float((unit(network(images)) * unit(expected)).sum(1).min())
    print(f"joined embedder: {len(crops)} crops, lowest cosine to its parts {lowest:.7f}")
    if lowest < EMBEDDER_COSINE:
        raise ValueError("the joined embedder differs from its parts")


def entry_of(framing: Framing, size: int, dimensions: int) -> dict[str, Any]:
    return {
        "input": {"name": "image", "size": size, "colour": "RGB", "mean": [0, 0, 0], "std": [1, 1, 1]},
        "output": {"name": "embedding", "dimensions": dimensions},
        "framing": {"scale": framing.scale, "offset": list(framing.offset), "zooms": [1]},
        "mirror": False,
        "thresholds": {"same": 0.7, "maybe": 0.45, "group": 0.6},  # until npm run bench:recognition -- --write
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", type=Path, nargs="+")
    parser.add_argument("--frames", type=Path, required=True, help="face boxes written by label.py frames")
    parser.add_argument("--framing-scale", type=float, required=True)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--weights", type=float, nargs="+", help="how much each part counts; by default all the same")
    parser.add_argument("--version", required=True)
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--models", type=Path, default=configs.MODELS)
    arguments = parser.parse_args()
    parts = [onnx.load(str(path)) for path in arguments.parts]
    size = max(map(size_of, parts))
    framing = Framing(arguments.framing_scale)
    crops = sample_crops(arguments.data, arguments.frames, framing, size)
    answers = [
        embed(onnx_network(path), resized(crops, size_of(part)), mirror=False)
        for path, part in zip(arguments.parts, parts, strict=True)
    ]
    joined = np.concatenate(answers, 1)
    weights = np.repeat(arguments.weights or [1.0] * len(parts), [answer.shape[1] for answer in answers])
    projection = weights[:, None].astype(np.float32) * principal(joined * weights, arguments.dimensions)
    target = arguments.models / "embedder.onnx"
    onnx.save(join(parts, projection), str(target))
    accept(onnx_network(target), joined[:64] @ projection, crops[:64])
    update_manifest(arguments.models, "embedder", arguments.version, entry_of(framing, size, arguments.dimensions))


if __name__ == "__main__":
    main()
