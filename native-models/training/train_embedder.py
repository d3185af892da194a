"""Fine-tunes the face embedder: python train_embedder.py configs/embedder-1.toml --frames RUNS/frames.csv --out RUNS"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

import config as configs
from augment import face_window
from backbone import load_weights
from config import EmbedderConfig
from data import decode, game, load_faces, read_tars, training_scenes
from embedding import Network, embed, frame, input_size, onnx_network, read_frames, torch_network
from evaluate import load_val, score_embedder
from framing import Boxes, Framing, Image
from inception import Embedder, build
from losses import ArcFace
from running import Ema, Log, device_of, half_precision, learning_rate, resume, save

Vectors = NDArray[np.float32]
Face = tuple[Image, Boxes | None, int]  # picture, face box, identity
LONGEST = 300


class EmbedderBatches(Dataset[tuple[Tensor, Tensor, Tensor]]):
    """Batch number `step` is a function of the seed and the step alone: crops, identities, numbers of the faces."""

    def __init__(self, config: EmbedderConfig, faces: list[Face], first: int, steps: int) -> None:
        self.config, self.faces, self.first, self.steps = config, faces, first, steps
        counts = Counter(f[2] for f in faces)
        weights = np.array([counts[f[2]] ** (config.balance - 1) for f in faces])
        self.cumulative = np.cumsum(weights / weights.sum())

    def __len__(self) -> int:
        return self.steps - self.first

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        rng = np.random.default_rng([self.config.seed, index + self.first])
        chosen = np.searchsorted(self.cumulative, rng.random(self.config.batch)).clip(max=len(self.faces) - 1)
        images, identities = [], []
        for number in chosen:
            image, box, identity = self.faces[number]
            if rng.random() < self.config.given_framing:
                box = None
            images.append(face_window(image, box, self.config, rng))
            identities.append(identity)
        return torch.from_numpy(np.stack(images)), torch.tensor(identities), torch.from_numpy(chosen)


def load_training_faces(data: Path, frames: dict[str, Boxes], config: EmbedderConfig) -> tuple[list[Face], int]:
    rows = [r for r in load_faces(data, "train") if r.source not in config.leave_out]
    numbers = {key: n for n, key in enumerate(sorted({(game(r.source), r.identity) for r in rows}))}
    blobs = read_tars(data / "faces", {r.path for r in rows})
    faces = [(decode(blobs[r.path]), frames.get(r.path), numbers[game(r.source), r.identity]) for r in rows]
    if config.whole_pictures:
        known = {(game(r.source), r.identity) for r in rows}
        scenes = [s for s in training_scenes(data) if s.path in frames and (game(s.source), s.identity) in known]
        blobs = read_tars(data / "scenes", {s.path for s in scenes})
        for scene in scenes:
            image, box = surroundings(decode(blobs[scene.path]), frames[scene.path])
            faces.append((image, box, numbers[game(scene.source), scene.identity]))
    return faces, len(numbers)


def surroundings(image: Image, box: Boxes) -> tuple[Image, Boxes]:
    """The part of a whole picture that a training crop could reach, at most `LONGEST` pixels; the face box in it."""
    reach = 2.0 * float((box[2:] - box[:2]).max())
    centre = (box[:2] + box[2:]) / 2
    limit = np.array([image.shape[1], image.shape[0]])
    low = np.clip(centre - reach, 0, limit).astype(int)
    high = np.clip(centre + reach, 0, limit).astype(int)
    part = image[low[1] : high[1], low[0] : high[0]]
    factor = min(1.0, LONGEST / max(part.shape[:2]))
    size = (max(1, round(part.shape[1] * factor)), max(1, round(part.shape[0] * factor)))
    shrunk = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    return shrunk, ((box - np.tile(low, 2)) * factor).astype(np.float32)


def class_means(vectors: Vectors, identities: list[int], count: int) -> Tensor:
    """Mean of the vectors (n, d) of each identity, of unit length (count, d): where the classifier starts."""
    sums: Vectors = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(sums, identities, vectors)
    return torch.from_numpy(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12))


def few_of_each(faces: list[Face]) -> list[Face]:
    """Up to four faces of each identity."""
    seen = Counter[int]()
    chosen: list[Face] = []
    for face in faces:
        seen[face[2]] += 1
        if seen[face[2]] <= 4:
            chosen.append(face)
    return chosen


def vectors_of(network: Network, faces: list[Face], config: EmbedderConfig, size: int, mirror: bool) -> Vectors:
    """Unit vectors (n, d) of faces framed without errors, as the app does it."""
    framing = Framing(config.framing.scale, config.framing.offset)
    parts = [faces[start : start + 64] for start in range(0, len(faces), 64)]
    return np.concatenate(
        [embed(network, [frame(i, b, framing, size) for i, b, _ in part], mirror=mirror) for part in parts]
    )


def teach(teacher: Path, faces: list[Face], config: EmbedderConfig, kept: Path) -> Vectors:
    """The teacher's unit vectors (n, d), each the sum of a face's and its mirror image's; `kept` in a file."""
    if not kept.exists():
        network = onnx_network(teacher, torch.get_num_threads())
        np.save(kept, vectors_of(network, faces, config, input_size(teacher), mirror=True))
    return np.load(kept)


def optimizer_of(config: EmbedderConfig, groups: list[dict]) -> torch.optim.Optimizer:
    if config.optimizer == "adamw":
        return torch.optim.AdamW(groups, lr=config.lr, weight_decay=config.weight_decay)
    return torch.optim.SGD(groups, lr=config.lr, momentum=0.9, weight_decay=config.weight_decay, nesterov=True)


def freeze(model: Embedder, blocks: int) -> None:
    """Stops gradient and batch-norm statistics of the stem and the first blocks: most of the time is theirs."""
    for module in (model.stem, *model.blocks[:blocks]) if blocks >= 0 else ():
        module.requires_grad_(False)
        module.eval()


def train(
    config: EmbedderConfig,
    data: Path,
    frames: dict[str, Boxes],
    init: Path | None,
    teacher: Path | None,
    out: Path,
    workers: int,
) -> None:
    torch.manual_seed(config.seed)
    cv2.setNumThreads(1)
    device = device_of()
    log = Log(out / f"{config.name}.log")
    faces, count = load_training_faces(data, frames, config)
    framed = sum(f[1] is not None for f in faces)
    log(f"{len(faces)} crops of {count} characters, {framed} with a face box")
    model = build(config)
    if init:
        load_weights(model, str(init), complete=False)
    model = model.to(device, memory_format=torch.channels_last)
    margin = ArcFace(config.dimensions, count, config.scale, config.margin, config.smoothing, config.centres).to(device)
    both = nn.ModuleDict({"model": model, "margin": margin})
    freeze(model, config.frozen_blocks)
    backbone = [p for n, p in model.named_parameters() if not n.startswith(("fc", "bn")) and p.requires_grad]
    top = [*model.fc.parameters(), *model.bn.parameters(), *margin.parameters()]
    optimizer = optimizer_of(
        config, [{"params": backbone, "factor": config.backbone_lr}, {"params": top, "factor": 1.0}]
    )
    ema = Ema(both, config.ema)
    checkpoint = out / f"{config.name}.pt"
    first = resume(checkpoint, both, optimizer, ema)
    epoch = config.epoch_pictures // config.batch
    steps = config.epochs * epoch
    taught = teach(teacher, faces, config, out / f"{config.name}.npy") if teacher else None
    if first == 0 and (init or teacher):
        known, vectors = faces, taught
        if vectors is None:
            known = few_of_each(faces)
            vectors = vectors_of(torch_network(model, device), known, config, config.size, mirror=False)
        with torch.no_grad():
            means = class_means(vectors, [face[2] for face in known], count)
            means = means.to(device).repeat_interleave(config.centres, 0)
            margin.weight.copy_(means + 0.02 * torch.randn_like(means) * (config.centres > 1))
        ema = Ema(both, config.ema)

    val_faces, val_images = load_val(data)
    framing = Framing(config.framing.scale, config.framing.offset)

    def validate() -> str:
        network = torch_network(ema.module["model"], device)
        return "\n  ".join(
            f"{name}: {line}"
            for name, line in score_embedder(
                network, val_faces, val_images, frames, framing, config.size, config.mirror
            ).items()
        )

    loader = DataLoader(
        EmbedderBatches(config, faces, first, steps),
        batch_size=None,
        num_workers=workers,
        prefetch_factor=4 if workers else None,
    )
    total, started = 0.0, time.time()
    for step, (images, identities, numbers) in enumerate(loader, first):
        for group in optimizer.param_groups:
            group["lr"] = config.lr * group["factor"] * learning_rate(step, config.warmup, steps)
        batch = images.to(device).permute(0, 3, 1, 2).float().div_(255)
        both.train()
        freeze(model, config.frozen_blocks)
        margin.margin = config.margin * min(1.0, (step + 1) / max(1, config.margin_warmup))
        with half_precision(device):
            embedding = model(batch)
        loss = margin(embedding, identities.to(device))
        if taught is not None:
            wanted = torch.from_numpy(taught[numbers]).to(device)
            loss = loss + config.distillation * (1 - F.cosine_similarity(embedding.float(), wanted)).mean()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(both.parameters(), 5.0)
        optimizer.step()
        ema.update(both)
        total += float(loss.detach())
        if math.isnan(total):
            raise ArithmeticError(f"the loss is not a number at step {step}")
        if (step + 1) % 50 == 0:
            rate = 50 * config.batch / (time.time() - started)
            log(f"step {step + 1}/{steps} loss {total / 50:.3f} {rate:.0f} pictures/s")
            total, started = 0.0, time.time()
        if (step + 1) % epoch == 0:
            save(checkpoint, both, optimizer, ema, step + 1)
            if (step + 1) // epoch % config.eval_every == 0 or step + 1 == steps:
                log(f"epoch {(step + 1) // epoch}\n  {validate()}")
            started = time.time()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--frames", type=Path, required=True, help="face boxes written by label.py frames")
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument(
        "--out", type=Path, required=True, help="folder of checkpoints and logs, outside the repository"
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--teacher", type=Path, help="embedder.onnx whose vectors `distillation` draws towards")
    parser.add_argument("--init", type=Path, help="checkpoint to start from")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    config = configs.load(EmbedderConfig, arguments.config)
    if (config.distillation > 0) != (arguments.teacher is not None):
        parser.error("--teacher is needed with `distillation`, and only then")
    frames = read_frames(arguments.frames)
    train(config, arguments.data, frames, arguments.init, arguments.teacher, arguments.out, arguments.workers)


if __name__ == "__main__":
    main()
