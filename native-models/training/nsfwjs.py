"""Weights out of the npm package nsfwjs (MIT): networks that have seen drawings, as torch state dicts.

npm pack nsfwjs@4.4.0 && tar xzf nsfwjs-4.4.0.tgz
python nsfwjs.py package --out RUNS
"""

from __future__ import annotations

import argparse
import base64
import re
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from backbone import FaceEmbedder
from inception import InceptionEmbedder

Weights = dict[str, NDArray[np.float32]]

TENSOR = re.compile(
    r'\{name:"([^"]+)",shape:\[([^\]]*)\],dtype:"float32"(?:,quantization:\{min:([^,]+),scale:([^,]+),dtype:"uint8"\})?\}'
)
BASE64 = re.compile(r"""["'`]([A-Za-z0-9+/=]{500,})["'`]""")


def read_weights(folder: Path) -> Weights:
    """The tensors of a tfjs layers model that was bundled as scripts: bytes with a scale and a least value each."""
    manifest = (folder / "model.min.js").read_text()
    shards = sorted(folder.glob("group*.min.js"))
    stored = b"".join(base64.b64decode(BASE64.findall(shard.read_text())[0]) for shard in shards)
    weights: Weights = {}
    offset = 0
    for name, shape_text, least, scale in TENSOR.findall(manifest):
        shape = [int(float(n)) for n in shape_text.split(",") if n]
        count = int(np.prod(shape, dtype=np.int64))
        if scale:
            values = np.frombuffer(stored, np.uint8, count, offset).astype(np.float32) * float(scale) + float(least)
            offset += count
        else:
            values = np.frombuffer(stored, np.float32, count, offset)
            offset += 4 * count
        weights[name] = values.reshape(shape)
    if offset != len(stored):
        raise ValueError(f"{folder}: {len(stored)} bytes of weights, of which {offset} are accounted for")
    return weights


def kernel(values: NDArray[np.float32], depthwise: bool = False) -> Tensor:
    """Keras (h, w, in, out), or (h, w, channels, 1) where depthwise, -> torch (out, in, h, w)."""
    return torch.from_numpy(np.ascontiguousarray(values.transpose((2, 3, 0, 1) if depthwise else (3, 2, 0, 1))))


def batch_norm(weights: Weights, source: str, target: str) -> dict[str, Tensor]:
    bias = torch.from_numpy(weights[f"{source}/beta"].copy())
    gamma = weights.get(f"{source}/gamma")
    return {
        f"{target}.weight": torch.ones_like(bias) if gamma is None else torch.from_numpy(gamma.copy()),
        f"{target}.bias": bias,
        f"{target}.running_mean": torch.from_numpy(weights[f"{source}/moving_mean"].copy()),
        f"{target}.running_var": torch.from_numpy(weights[f"{source}/moving_variance"].copy()),
    }


def inception_state(weights: Weights) -> dict[str, Tensor]:
    """Keras numbers convolutions in the order in which they are built, and `InceptionEmbedder` builds in that order."""
    state: dict[str, Tensor] = {}
    for number, (name, _) in enumerate(InceptionEmbedder.convolutions(InceptionEmbedder(blocks=11)), 1):
        state[f"{name}.conv.weight"] = kernel(weights[f"conv2d_{number}/kernel"])
        state |= batch_norm(weights, f"batch_normalization_{number}", f"{name}.bn")
    return state


def mobilenet_state(weights: Weights) -> dict[str, Tensor]:
    state = {"stem.conv.weight": kernel(weights["Conv1/kernel"]), **batch_norm(weights, "bn_Conv1", "stem.bn")}
    blocks = sum(count for _, _, count, _ in FaceEmbedder.STAGES)
    for block in range(blocks):
        source = "expanded_conv" if block == 0 else f"block_{block}"
        for part, name in (("expand", "expand"), ("depthwise", "dw"), ("project", "proj")):
            if block == 0 and part == "expand":
                continue
            end = "depthwise_kernel" if part == "depthwise" else "kernel"
            values = weights[f"{source}_{part}/{end}"]
            state[f"blocks.{block}.{name}.conv.weight"] = kernel(values, part == "depthwise")
            state |= batch_norm(weights, f"{source}_{part}_BN", f"blocks.{block}.{name}.bn")
    state["head.conv.weight"] = kernel(weights["Conv_1/kernel"])
    return state | batch_norm(weights, "Conv_1_bn", "head.bn")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, convert in (("inception_v3", inception_state), ("mobilenet_v2", mobilenet_state)):
        state = convert(read_weights(arguments.package / "dist/models" / name))
        torch.save({key: value.half() for key, value in state.items()}, arguments.out / f"{name}.pt")
        print(f"{name}: {sum(value.numel() for value in state.values())} numbers")


if __name__ == "__main__":
    main()
