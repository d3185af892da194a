"""YuNet's ONNX file as the app wants a detector: boxes in pixels of its input, and scores.

python photo_detector.py ../../../shared/peers/yunet_n_dynamic.onnx --out ../photo-detector.onnx

The weights stay as they are (libfacedetection.train, Apache-2.0). What its own readers do after the network stands in
the graph: score = sqrt(class * objectness), centre = (cell + offset) * stride, size = exp(size) * stride. The answers are
compared with the same arithmetic in numpy.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

STRIDES = (8, 16, 32)


class Graph:
    """Adds nodes and constants, and names them."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.graph, self.count = graph, 0

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        self.count += 1
        name = f"read_{self.count}"
        self.graph.node.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, values: object, kind: type = np.float32) -> str:
        self.count += 1
        name = f"read_{self.count}"
        self.graph.initializer.append(numpy_helper.from_array(np.array(values, kind), name))
        return name


def cells(g: Graph, shape: str, axis: int, stride: int) -> tuple[str, str]:
    """The cells along an axis of the input: 0, 1, 2 ... as int64, and how many there are (as a tensor of one number)."""
    length = g.node("Gather", shape, g.constant(axis, np.int64), axis=0)
    count = g.node("Div", length, g.constant(stride, np.int64))
    numbers = g.node("Range", g.constant(0, np.int64), count, g.constant(1, np.int64))
    return numbers, g.node("Unsqueeze", count, axes=[0])


def grid(g: Graph, shape: str, stride: int) -> str:
    """(rows * columns, 2): x and y of each cell, row by row."""
    (down, rows), (across, columns) = cells(g, shape, 2, stride), cells(g, shape, 3, stride)
    size = g.node("Concat", rows, columns, axis=0)
    flat = g.constant([-1, 1], np.int64)
    x = g.node("Reshape", g.node("Expand", g.node("Unsqueeze", across, axes=[0]), size), flat)
    y = g.node("Reshape", g.node("Expand", g.node("Unsqueeze", down, axes=[1]), size), flat)
    return g.node("Cast", g.node("Concat", x, y, axis=1), to=TensorProto.FLOAT)


def add_reading(model: onnx.ModelProto) -> None:
    g = Graph(model.graph)
    shape = g.node("Shape", "input")
    boxes, scores = [], []
    for stride in STRIDES:
        offset = g.node("Slice", f"bbox_{stride}", *(g.constant([v], np.int64) for v in (0, 2, 2)))
        size = g.node("Slice", f"bbox_{stride}", *(g.constant([v], np.int64) for v in (2, 4, 2)))
        centre = g.node("Mul", g.node("Add", offset, grid(g, shape, stride)), g.constant(stride))
        half = g.node("Mul", g.node("Exp", size), g.constant(stride / 2))
        boxes.append(g.node("Concat", g.node("Sub", centre, half), g.node("Add", centre, half), axis=2))
        both = g.node("Mul", f"cls_{stride}", f"obj_{stride}")
        scores.append(g.node("Squeeze", g.node("Sqrt", both), axes=[2]))
    model.graph.node.append(helper.make_node("Concat", boxes, ["boxes"], axis=1))
    model.graph.node.append(helper.make_node("Concat", scores, ["scores"], axis=1))
    del model.graph.output[:]
    model.graph.output.extend(
        [
            helper.make_tensor_value_info("boxes", TensorProto.FLOAT, [1, "places", 4]),
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "places"]),
        ]
    )
    # One picture at a time: the network itself fixes the first axis in places.
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1


def drop_unused(model: onnx.ModelProto) -> None:
    """Leaves out what no output needs: the eyes, noses and mouths that YuNet also finds."""
    wanted, kept = {"boxes", "scores"}, []
    for node in reversed(model.graph.node):
        if wanted & set(node.output):
            wanted |= set(node.input)
            kept.append(node)
    del model.graph.node[:]
    model.graph.node.extend(reversed(kept))
    used = [value for value in model.graph.initializer if value.name in wanted]
    del model.graph.initializer[:]
    model.graph.initializer.extend(used)


def read_by_hand(path: Path, image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    found = dict(zip(names, session.run(names, {"input": image}), strict=True))
    boxes, scores = [], []
    for s in STRIDES:
        y, x = np.mgrid[0 : image.shape[2] // s, 0 : image.shape[3] // s]
        offset = found[f"bbox_{s}"][0]
        centre = (np.stack([x.ravel(), y.ravel()], 1) + offset[:, :2]) * s
        half = np.exp(offset[:, 2:]) * s / 2
        boxes.append(np.concatenate([centre - half, centre + half], 1))
        scores.append(np.sqrt(found[f"cls_{s}"] * found[f"obj_{s}"])[0, :, 0])
    return np.concatenate(boxes), np.concatenate(scores)


def compare(original: Path, ours: Path) -> None:
    session = onnxruntime.InferenceSession(str(ours), providers=["CPUExecutionProvider"])
    for height, width in ((96, 160), (320, 224)):
        image = np.random.default_rng(0).uniform(0, 255, (1, 3, height, width)).astype(np.float32)
        boxes, scores = session.run(["boxes", "scores"], {"input": image})
        expected = read_by_hand(original, image)
        np.testing.assert_allclose(boxes[0], expected[0], rtol=1e-3, atol=1e-2)
        np.testing.assert_allclose(scores[0], expected[1], rtol=1e-3, atol=1e-4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("original", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    model = onnx.load(arguments.original)
    add_reading(model)
    drop_unused(model)
    onnx.checker.check_model(model)
    onnx.save(model, arguments.out)
    compare(arguments.original, arguments.out)
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
