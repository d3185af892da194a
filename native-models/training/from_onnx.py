"""Makes training checkpoints out of the models that ship, so that any machine can go on from them.

python from_onnx.py --out RUNS      writes RUNS/detector.pt and RUNS/embedder-part0.pt, -part1.pt, ...

Batch norms were folded into the convolutions before them. Each comes back with the mean and variance that its
convolution has on training pictures, and with a scale and shift that give the shipped answers: with plain ones
training mode would compute something else than what shipped.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

import config as configs
from backbone import FaceDetector, FaceEmbedder
from config import DetectorConfig, DetectorInput
from data import decode, load_faces, read_tars, training_scenes
from detection import OnnxDetector, to_input
from embedding import onnx_network, unit
from framing import fit_square, letterbox
from inception import InceptionEmbedder

COSINE = 0.9999
DETECTOR_SCORE = 2e-3  # the shipped weights are those of the file, but sums are taken in another order
CROPS = 256
PICTURES = 12

Values = dict[str, NDArray[np.float32]]


def values_of(graph: onnx.GraphProto) -> Values:
    """The constants by the name that nodes read them under; those stored in half precision stand behind a Cast."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]]
    return {name: array.astype(np.float32) for name, array in values.items()}


def nodes_of(graph: onnx.GraphProto, prefix: str) -> list[onnx.NodeProto]:
    return [node for node in graph.node if node.output[0].startswith(prefix)]


def convolutions(nodes: list[onnx.NodeProto], values: Values) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Weights and biases in the order of computing, each once."""
    found = {n.input[1]: (values[n.input[1]], values[n.input[2]]) for n in nodes if n.op_type == "Conv"}
    return list(found.values())


def called(model: nn.Module, example: Tensor) -> list[nn.Module]:
    """The convolutions and batch norms of `model` in the order in which a forward pass first calls them."""
    order: dict[nn.Module, None] = {}
    layers = [m for m in model.modules() if isinstance(m, nn.Conv2d | nn.BatchNorm2d)]
    hooks = [m.register_forward_hook(lambda module, *_: order.setdefault(module)) for m in layers]
    with torch.no_grad():
        model.eval()(example)
    for hook in hooks:
        hook.remove()
    return list(order)


def fill(model: nn.Module, example: Tensor, weights: list[tuple[NDArray[np.float32], NDArray[np.float32]]]) -> None:
    """Each convolution takes its weight; the bias becomes the shift of its batch norm, else its own."""
    layers = called(model, example)
    wanted = [m for m in layers if isinstance(m, nn.Conv2d)]
    if len(wanted) != len(weights):
        raise ValueError(f"the network has {len(wanted)} convolutions, the file {len(weights)}")
    with torch.no_grad():
        for layer, (weight, bias) in zip(wanted, weights, strict=True):
            layer.weight.copy_(torch.from_numpy(weight))
            if layer.bias is not None:
                layer.bias.copy_(torch.from_numpy(bias))
                continue
            norm = layers[layers.index(layer) + 1]
            assert isinstance(norm, nn.BatchNorm2d)
            norm.weight.fill_((1 + norm.eps) ** 0.5)
            norm.bias.copy_(torch.from_numpy(bias))


def measure(model: nn.Module, batches: list[Tensor]) -> None:
    """Sets each batch norm's mean and variance to those of its convolution, and keeps what it answers."""
    sums: dict[nn.Module, list[Tensor]] = {}

    def note(module: nn.Module, given: tuple[Tensor], _: Tensor) -> None:
        x = given[0].double().transpose(0, 1).flatten(1)
        count = torch.tensor(float(x.shape[1]), dtype=torch.double)
        new = [x.sum(1), x.square().sum(1), count]
        sums[module] = [a + b for a, b in zip(sums[module], new, strict=True)] if module in sums else new

    norms = [m for m in model.modules() if isinstance(m, nn.BatchNorm2d)]
    hooks = [norm.register_forward_hook(note) for norm in norms]
    with torch.no_grad():
        for batch in batches:
            model.eval()(batch)
        for norm, hook in zip(norms, hooks, strict=True):
            hook.remove()
            total, squares, count = sums[norm]
            mean = total / count
            variance = (squares / count - mean.square()).clamp(min=1e-6)
            norm.bias.add_(mean.to(norm.bias.dtype))
            norm.weight.copy_((variance + norm.eps).sqrt())
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)


def restore_detector(path: Path, config: DetectorConfig) -> FaceDetector:
    graph = onnx.load(str(path)).graph
    values = values_of(graph)
    model = FaceDetector(config.widths, config.blocks, config.neck)
    fill(model, torch.zeros(1, 3, 64, 64), convolutions(list(graph.node), values))
    reach = [values[n.input[1]] for n in graph.node if n.op_type == "Mul" and n.input[1] in values]
    with torch.no_grad():
        model.reach.copy_(torch.from_numpy(np.array(reach[: len(model.reach)]).reshape(-1)))
    return model.eval()


def parts_of(graph: onnx.GraphProto) -> int:
    """How many networks stand side by side in a joined embedder."""
    return sum(node.output[0].endswith("/unit") and node.output[0].count("/") == 1 for node in graph.node)


def restore_part(graph: onnx.GraphProto, number: int) -> FaceEmbedder | InceptionEmbedder:
    values, nodes = values_of(graph), nodes_of(graph, f"part{number}/")
    weights = convolutions(nodes, values)
    fc = next(values[n.input[1]] for n in nodes if n.op_type == "MatMul")
    norm = next(n for n in nodes if n.op_type == "BatchNormalization")
    depthwise = any(weight.shape[1] == 1 for weight, _ in weights)
    model = FaceEmbedder(fc.shape[1]) if depthwise else InceptionEmbedder(fc.shape[1])
    fill(model, torch.zeros(1, 3, 112, 112), weights)
    with torch.no_grad():
        model.fc.weight.copy_(torch.from_numpy(fc.T.copy()))
        for name, source in zip(("weight", "bias", "running_mean", "running_var"), norm.input[1:], strict=True):
            getattr(model.bn, name).copy_(torch.from_numpy(values[source]))
    return model.eval()


def part_size(graph: onnx.GraphProto, number: int) -> int:
    """The side in pixels of the crops that a part looks at: the graph's own, or what they are resized to."""
    whole = graph.input[0].type.tensor_type.shape.dim[2].dim_value
    scales = values_of(graph).get(f"part{number}/image/scales")
    return whole if scales is None else int(whole * float(scales[-1]))


def resized(images: NDArray[np.float32], size: int) -> Tensor:
    given = torch.from_numpy(images)
    return given if given.shape[-1] == size else F.interpolate(given, (size, size), mode="bilinear")


def training_crops(data: Path, size: int, count: int) -> NDArray[np.float32]:
    faces = load_faces(data, "train")
    paths = [faces[i].path for i in np.random.default_rng(0).permutation(len(faces))[:count]]
    blobs = read_tars(data / "faces", set(paths))
    return np.concatenate([to_input(fit_square(decode(blobs[path]), size)) for path in paths])


def training_pictures(data: Path, settings: DetectorInput, count: int) -> list[NDArray[np.float32]]:
    scenes = training_scenes(data)
    paths = [scenes[i].path for i in np.random.default_rng(0).permutation(len(scenes))[:count]]
    blobs = read_tars(data / "scenes", set(paths))
    long = settings.long_side // 2
    s = settings
    return [to_input(letterbox(decode(blobs[p]), long, s.max_upscale, s.multiple_of, s.pad)[0]) for p in paths]


def check_embedder(path: Path, parts: list[nn.Module], crops: NDArray[np.float32]) -> float:
    """The lowest cosine between the shipped embedding of any crop and the one that the parts give."""
    graph = onnx.load(str(path)).graph
    with torch.no_grad():
        answers = [unit(part(resized(crops, part_size(graph, n))).numpy()) for n, part in enumerate(parts)]
    joined = unit(np.concatenate(answers, 1) @ values_of(graph)["projection"])
    return float((joined * unit(onnx_network(path)(crops))).sum(1).min())


def check_detector(path: Path, model: FaceDetector, pictures: list[NDArray[np.float32]]) -> float:
    """The largest difference of any score."""
    shipped = OnnxDetector(path, DetectorInput())
    largest = 0.0
    for picture in pictures:
        with torch.no_grad():
            scores = model(torch.from_numpy(picture))[0][0].sigmoid().numpy()
        largest = max(largest, float(np.abs(scores - shipped(picture)[1]).max()))
    return largest


def accept(good: bool, figure: str) -> None:
    print(figure)
    if not good:
        raise ValueError("the restored network differs from the one that ships")


def save(model: nn.Module, path: Path) -> None:
    torch.save({"model": model.state_dict()}, path)


def write_detector(models: Path, data: Path, out: Path) -> None:
    pictures = training_pictures(data, DetectorInput(), PICTURES)
    path = models / "detector.onnx"
    model = restore_detector(path, DetectorConfig())
    measure(model, [torch.from_numpy(picture) for picture in pictures])
    difference = check_detector(path, model, pictures)
    accept(difference <= DETECTOR_SCORE, f"detector: {len(pictures)} pictures, difference of scores {difference:.1e}")
    save(model, out / "detector.pt")


def write_embedder(models: Path, data: Path, out: Path) -> None:
    path = models / "embedder.onnx"
    graph = onnx.load(str(path)).graph
    crops = training_crops(data, graph.input[0].type.tensor_type.shape.dim[2].dim_value, CROPS)
    parts = [restore_part(graph, number) for number in range(parts_of(graph))]
    for number, part in enumerate(parts):
        measure(part, [resized(crops, part_size(graph, number))])
        save(part, out / f"embedder-part{number}.pt")
    lowest = check_embedder(path, list(parts), crops[:32])
    accept(lowest >= COSINE, f"embedder: {len(parts)} parts, lowest cosine to the shipped one {lowest:.7f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints, outside the repository")
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--models", type=Path, default=configs.MODELS)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_detector(arguments.models, arguments.data, arguments.out)
    write_embedder(arguments.models, arguments.data, arguments.out)


if __name__ == "__main__":
    main()
