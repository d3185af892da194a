"""Makes the embedder's network with 8-bit convolutions of the shipped one.

Static quantisation of the convolutions of the InceptionV3 half, as QuantizeLinear / DequantizeLinear pairs that
onnxruntime fuses: weights int8, symmetric, a scale per output channel; inputs uint8, a scale per tensor from the
smallest and largest value seen on calibration crops (Jacob et al. 2018, arXiv:1712.05877). MobileNetV2 stays as it
is: with it in 8 bits cosines to the full network fall below .995.

    python quantise.py probe ../embedder.onnx /tmp/probe.onnx
    node test/bench/activation-ranges.ts /tmp/probe.onnx /tmp/ranges.json      (from the repository's root)
    python quantise.py write ../embedder.onnx /tmp/ranges.json ../embedder-int8.onnx
"""

from __future__ import annotations

import json
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

Node = onnx.NodeProto


def read(path: str) -> tuple[onnx.ModelProto, dict[str, np.ndarray]]:
    """The model and its weights by name, as float32, those behind a Cast and in Constant nodes as well."""
    model = onnx.load(path)
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == 'Constant':
            weights[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        if node.op_type == 'Cast' and node.input[0] in weights:
            weights[node.output[0]] = weights[node.input[0]].astype(np.float32)
    return model, weights


def followers(model: onnx.ModelProto) -> dict[str, list[Node]]:
    """Which nodes take each tensor."""
    taken: dict[str, list[Node]] = {}
    for node in model.graph.node:
        for name in node.input:
            taken.setdefault(name, []).append(node)
    return taken


def convolutions(model: onnx.ModelProto, weights: dict[str, np.ndarray]) -> list[Node]:
    """Those of InceptionV3: a Relu follows, where MobileNetV2 has a Clip."""
    taken = followers(model)
    return [
        node
        for node in model.graph.node
        if node.op_type == 'Conv'
        and node.input[1] in weights
        and any(after.op_type == 'Relu' for after in taken.get(node.output[0], []))
    ]


def quantised_tensors(model: onnx.ModelProto, convs: list[Node]) -> list[str]:
    """What goes into a convolution, comes out of its Relu, or is joined or pooled from such; in the model's order."""
    taken = followers(model)
    wanted = {conv.input[0] for conv in convs}
    wanted |= {after.output[0] for conv in convs for after in taken[conv.output[0]] if after.op_type == 'Relu'}
    order = [name.name for name in model.graph.input]
    for node in model.graph.node:
        if node.op_type in ('Concat', 'MaxPool', 'AveragePool') and any(name in wanted for name in node.input):
            wanted.add(node.output[0])
        order += node.output
    return [name for name in order if name in wanted]


def probe(source: str, target: str) -> None:
    """Writes the model with every tensor that is to be quantised as an output."""
    model, weights = read(source)
    for name in quantised_tensors(model, convolutions(model, weights)):
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    onnx.save(model, target)


def scale_of(low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Scale and zero point of numbers between the two, as uint8; zero stays exact."""
    low, high = min(0.0, low), max(0.0, high)
    scale = (high - low) / 255 or 1e-8
    return np.array(scale, np.float32), np.array(round(-low / scale), np.uint8)


class Writer:
    """Collects the nodes and weights that quantisation adds."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.graph = model.graph
        self.first: list[Node] = []
        self.after: dict[str, list[Node]] = {}

    def weight(self, name: str, values: np.ndarray) -> str:
        self.graph.initializer.append(numpy_helper.from_array(values, name))
        return name

    def quantise(self, name: str, scale: np.ndarray, zero: np.ndarray) -> None:
        """Every node that takes the tensor takes its quantised twin."""
        terms = [self.weight(f'{name}_scale', scale), self.weight(f'{name}_zero', zero)]
        for node in self.graph.node:
            for k, taken in enumerate(node.input):
                if taken == name:
                    node.input[k] = f'{name}_near'
        self.after[name] = [
            helper.make_node('QuantizeLinear', [name, *terms], [f'{name}_uint8']),
            helper.make_node('DequantizeLinear', [f'{name}_uint8', *terms], [f'{name}_near']),
        ]

    def constant(self, name: str, values: np.ndarray, scale: np.ndarray) -> str:
        """Whole numbers with a scale per output channel; returns the name of what they stand for."""
        zero = self.weight(f'{name}_zero', np.zeros(len(values), values.dtype))
        terms = [self.weight(f'{name}_whole', values), self.weight(f'{name}_scale', scale.astype(np.float32)), zero]
        self.first.append(helper.make_node('DequantizeLinear', terms, [f'{name}_near'], axis=0))
        return f'{name}_near'

    def finish(self) -> None:
        """Puts the new nodes in their places and leaves out what nothing takes any more."""
        made = {name for node in self.graph.node for name in node.output}
        nodes = [*self.first, *[node for name in self.after if name not in made for node in self.after[name]]]
        for node in self.graph.node:
            nodes += [node, *[each for name in node.output for each in self.after.get(name, [])]]
        wanted = {output.name for output in self.graph.output}
        kept: list[Node] = []
        for node in reversed(nodes):
            if any(name in wanted for name in node.output):
                kept.insert(0, node)
                wanted |= set(node.input)
        weights = [tensor for tensor in self.graph.initializer if tensor.name in wanted]
        del self.graph.node[:], self.graph.initializer[:]
        self.graph.node.extend(kept)
        self.graph.initializer.extend(weights)


def write(source: str, ranges: str, target: str) -> None:
    """Writes the quantised model; `ranges` has the smallest and largest value of each tensor, by name."""
    model, weights = read(source)
    with open(ranges, encoding='utf8') as file:
        seen: dict[str, list[float]] = json.load(file)
    convs = convolutions(model, weights)
    names = quantised_tensors(model, convs)
    writer = Writer(model)
    for conv in convs:
        kernel = weights[conv.input[1]].astype(np.float32)
        peak = np.abs(kernel).reshape(len(kernel), -1).max(1)
        # A channel without weights is its bias alone, which any scale can hold.
        scale = np.where(peak < 1e-6, 1, peak) / 127
        whole = np.round(kernel / scale.reshape(-1, 1, 1, 1)).astype(np.int8)
        sums = scale * float(scale_of(*seen[conv.input[0]])[0])
        name = conv.output[0]
        if len(conv.input) > 2:
            bias = np.round(weights[conv.input[2]] / sums).astype(np.int32)
            conv.input[2] = writer.constant(f'{name}_bias', bias, sums)
        conv.input[1] = writer.constant(f'{name}_kernel', whole, scale)
    for name in names:
        writer.quantise(name, *scale_of(*seen[name]))
    writer.finish()
    onnx.checker.check_model(model)
    onnx.save(model, target)
    print(f'{len(convs)} convolutions and {len(names)} tensors in 8 bits')


if __name__ == '__main__':
    {'probe': probe, 'write': write}[sys.argv[1]](*sys.argv[2:])
