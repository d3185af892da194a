"""Writes the ONNX files and models.json. Each graph is compared with torch on real pictures before it is accepted.

python export.py detector --checkpoint RUNS/detector-2.pt --config configs/detector-2.toml --version detector-2
python export.py embedder --checkpoint RUNS/embedder-1.pt --config configs/embedder-1.toml --version embedder-1
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor
from torch.nn.utils.fusion import fuse_conv_bn_eval

import config as configs
from backbone import ConvBnRelu, FaceDetector, load_weights
from config import DetectorConfig, EmbedderConfig
from data import decode, load_faces, load_hand_boxes, load_scenes, read_tars
from detection import NMS_IOU, to_input
from framing import fit_square, letterbox
from inception import build

OPSET = 17
EMBEDDER_COSINE = 0.9999
DETECTOR_PIXELS = 0.05
DETECTOR_SCORE = 1e-4
# The app looks at a picture twice and averages the scores: at half size, then as closely as the smallest face needs.
# On the hand boxes the average precision is .964 instead of .950, at 70 % of the work of half and full size
# (evaluate.py detector).
LOOKS = [0.5]
CLOSER_LOOK = {"parts": [0.75, 0.8, 0.9, 1], "face": 32, "side": 320, "score": 0.2}


class Deployed(nn.Module):
    """The detector as the app calls it: boxes (1, n, 4) in input pixels and scores (1, n) in 0..1."""

    def __init__(self, detector: FaceDetector) -> None:
        super().__init__()
        self.detector = detector

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        logits, boxes = self.detector(image)
        return boxes, logits.sigmoid()


def write_graph(
    model: nn.Module, example: Tensor, path: Path, outputs: list[str], axes: dict[str, dict[int, str]]
) -> None:
    torch.onnx.export(
        model,
        (example,),
        str(path),
        input_names=["image"],
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    onnx.checker.check_model(onnx.load(str(path)), full_check=True)


def round_weights(model: nn.Module) -> None:
    """Convolution weights become values that half precision can hold, so that storing them so changes nothing."""
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, nn.Conv2d):
                module.weight.copy_(module.weight.half().float())


def fold_batch_norms(model: nn.Module) -> None:
    """Batch-norms go into the convolutions before rounding; the exporter would do it after."""
    for module in model.modules():
        if isinstance(module, ConvBnRelu):
            module[0] = fuse_conv_bn_eval(module[0], module[1])
            module[1] = nn.Identity()


def store_halved(path: Path) -> None:
    """Stores large weights as float16 behind a Cast; the runtime folds the Cast when it loads the file."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < 1024:
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
        casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def session(path: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def export_detector(config: DetectorConfig, checkpoint: Path, data: Path, target: Path) -> dict[str, Any]:
    """Raises ValueError where the graph differs from torch on any validation picture."""
    detector = FaceDetector(config.widths, config.blocks, config.neck)
    load_weights(detector, str(checkpoint))
    detector.eval()
    fold_batch_norms(detector)
    round_weights(detector)
    model = Deployed(detector).eval()
    axes = {"image": {2: "height", 3: "width"}, "boxes": {1: "n"}, "scores": {1: "n"}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        write_graph(model, torch.zeros(1, 3, 320, 256), path, ["boxes", "scores"], axes)
        store_halved(path)
        run = session(path)
        scenes = load_scenes(data)
        chosen = sorted(load_hand_boxes(data, scenes))[::8]
        blobs = read_tars(data / "scenes", set(chosen))
        box_difference = score_difference = 0.0
        for name in chosen:
            s = config.input
            canvas, _ = letterbox(decode(blobs[name]), s.long_side, s.max_upscale, s.multiple_of, s.pad)
            image = to_input(canvas)
            with torch.no_grad():
                expected = model(torch.from_numpy(image))
            boxes, scores = run.run(["boxes", "scores"], {"image": image})
            # far-off boxes of hopeless points are huge; only what a threshold could let through must agree
            likely = scores[0] > 0.05
            if likely.any():
                box_difference = max(box_difference, float(np.abs(boxes[0] - expected[0][0].numpy())[likely].max()))
            score_difference = max(score_difference, float(np.abs(scores - expected[1].numpy()).max()))
        print(f"detector: {len(chosen)} pictures, difference {box_difference:.2e} px, score {score_difference:.1e}")
        if box_difference > DETECTOR_PIXELS or score_difference > DETECTOR_SCORE:
            raise ValueError("the exported detector differs from torch")
        target.write_bytes(path.read_bytes())
    s = config.input
    return {
        "input": {
            "name": "image",
            "longSide": s.long_side,
            "maxUpscale": s.max_upscale,
            "multipleOf": s.multiple_of,
            "colour": "RGB",
            "mean": [0, 0, 0],
            "std": [1, 1, 1],
            "pad": s.pad,
            "looks": LOOKS,
            "closerLook": CLOSER_LOOK,
        },
        "outputs": {"boxes": "boxes", "scores": "scores"},
        "nmsIou": NMS_IOU,
    }


def export_embedder(config: EmbedderConfig, checkpoint: Path, data: Path, target: Path) -> dict[str, Any]:
    """Raises ValueError where the cosine between the graph's and torch's embedding of any crop is too low."""
    model = build(config).eval()
    load_weights(model, str(checkpoint))
    axes = {"image": {0: "n"}, "embedding": {0: "n"}}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        write_graph(model, torch.zeros(2, 3, config.size, config.size), path, ["embedding"], axes)
        store_halved(path)
        run = session(path)
        chosen = [f.path for f in load_faces(data, "val")][::19]
        blobs = read_tars(data / "faces", set(chosen))
        images = np.concatenate([to_input(fit_square(decode(blobs[p]), config.size)) for p in chosen])
        with torch.no_grad():
            expected = model(torch.from_numpy(images)).numpy()
        got = run.run(["embedding"], {"image": images})[0]
        cosine = (got * expected).sum(1) / np.linalg.norm(got, axis=1) / np.linalg.norm(expected, axis=1)
        print(f"embedder: {len(chosen)} crops, lowest cosine to torch {cosine.min():.7f}")
        if cosine.min() < EMBEDDER_COSINE:
            raise ValueError("the exported embedder differs from torch")
        target.write_bytes(path.read_bytes())
    return {
        "input": {"name": "image", "size": config.size, "colour": "RGB", "mean": [0, 0, 0], "std": [1, 1, 1]},
        "output": {"name": "embedding", "dimensions": config.dimensions},
        "framing": {
            "scale": config.framing.scale,
            "offset": list(config.framing.offset),
            "zooms": list(config.framing.zooms),
        },
        "mirror": config.mirror,
    }


def update_manifest(folder: Path, kind: str, version: str, entry: dict[str, Any]) -> None:
    """Replaces one model's entry and keeps the other."""
    path = folder / "models.json"
    manifest = json.loads(path.read_text()) if path.exists() else {"schema": 1}
    name = f"{kind}.onnx"
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    manifest[kind] = {"file": name, "version": version, "sha256": digest, "licence": "MIT", **entry}
    ordered = {key: manifest[key] for key in ("schema", "detector", "embedder") if key in manifest}
    path.write_text(json.dumps(ordered, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["detector", "embedder"])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--threshold", type=float, default=0.5, help="detector: score threshold measured on val")
    parser.add_argument(
        "--framing-scale", type=float, help="embedder: scale that is best on val, if not the trained one"
    )
    parser.add_argument("--same", type=float, default=0.7, help="embedder: until npm run bench:recognition -- --write")
    parser.add_argument("--maybe", type=float, default=0.45, help="embedder: the same")
    parser.add_argument("--group", type=float, default=0.6, help="embedder: the same")
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--models", type=Path, default=configs.MODELS)
    arguments = parser.parse_args()
    arguments.models.mkdir(parents=True, exist_ok=True)
    target = arguments.models / f"{arguments.kind}.onnx"
    if arguments.kind == "detector":
        config = configs.load(DetectorConfig, arguments.config)
        entry = export_detector(config, arguments.checkpoint, arguments.data, target)
        entry["scoreThreshold"] = arguments.threshold
    else:
        config = configs.load(EmbedderConfig, arguments.config)
        entry = export_embedder(config, arguments.checkpoint, arguments.data, target)
        if arguments.framing_scale:
            entry["framing"]["scale"] = arguments.framing_scale
        entry["thresholds"] = {"same": arguments.same, "maybe": arguments.maybe, "group": arguments.group}
    update_manifest(arguments.models, arguments.kind, arguments.version, entry)


if __name__ == "__main__":
    main()
