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
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

import config as configs
from augment import face_window
from backbone import FaceEmbedder, load_weights
from config import EmbedderConfig
from data import decode, load_faces, read_tars
from detection import to_input
from embedding import frame, read_frames, torch_network, unit
from evaluate import load_val, score_embedder
from framing import Boxes, Framing, Image
from losses import ArcFace
from running import Ema, Log, device_of, learning_rate, resume, save

Face = tuple[Image, Boxes | None, int]  # picture, face box, identity


class EmbedderBatches(Dataset[tuple[Tensor, Tensor]]):
    """Batch number `step` is a function of the seed and the step alone."""

    def __init__(self, config: EmbedderConfig, faces: list[Face], first: int, steps: int) -> None:
        self.config, self.faces, self.first, self.steps = config, faces, first, steps
        counts = Counter(f[2] for f in faces)
        weights = np.array([counts[f[2]] ** (config.balance - 1) for f in faces])
        self.cumulative = np.cumsum(weights / weights.sum())

    def __len__(self) -> int:
        return self.steps - self.first

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        rng = np.random.default_rng([self.config.seed, index + self.first])
        chosen = np.searchsorted(self.cumulative, rng.random(self.config.batch)).clip(max=len(self.faces) - 1)
        images, identities = [], []
        for number in chosen:
            image, box, identity = self.faces[number]
            if rng.random() < self.config.given_framing:
                box = None
            images.append(face_window(image, box, self.config, rng))
            identities.append(identity)
        return torch.from_numpy(np.stack(images)), torch.tensor(identities)


def load_training_faces(data: Path, frames: dict[str, Boxes]) -> tuple[list[Face], int]:
    rows = load_faces(data, "train")
    numbers = {name: n for n, name in enumerate(sorted({r.source + "/" + r.identity for r in rows}))}
    blobs = read_tars(data / "faces", {r.path for r in rows})
    faces = [(decode(blobs[r.path]), frames.get(r.path), numbers[r.source + "/" + r.identity]) for r in rows]
    return faces, len(numbers)


def class_means(
    model: FaceEmbedder, faces: list[Face], count: int, config: EmbedderConfig, device: torch.device
) -> Tensor:
    """Mean embedding of up to four crops of each identity: where the classifier starts."""
    framing = Framing(config.framing.scale, config.framing.offset)
    network, seen = torch_network(model, device), Counter[int]()
    chosen = []
    for face in faces:
        seen[face[2]] += 1
        if seen[face[2]] <= 4:
            chosen.append(face)
    sums: NDArray[np.float32] = np.zeros((count, config.dimensions), np.float32)
    for start in range(0, len(chosen), 64):
        part = chosen[start : start + 64]
        images = np.concatenate([to_input(frame(i, b, framing, config.size)) for i, b, _ in part])
        np.add.at(sums, [identity for _, _, identity in part], unit(network(images)))
    return torch.from_numpy(sums / np.linalg.norm(sums, axis=1, keepdims=True))


def freeze(model: FaceEmbedder, blocks: int) -> None:
    """Stops gradient and batch-norm statistics of the stem and the first blocks: most of the time is theirs."""
    for module in (model.stem, *model.blocks[:blocks]) if blocks else ():
        module.requires_grad_(False)
        module.eval()


def train(
    config: EmbedderConfig, data: Path, frames: dict[str, Boxes], init: Path | None, out: Path, workers: int
) -> None:
    torch.manual_seed(config.seed)
    cv2.setNumThreads(1)
    device = device_of()
    log = Log(out / f"{config.name}.log")
    faces, count = load_training_faces(data, frames)
    framed = sum(f[1] is not None for f in faces)
    log(f"{len(faces)} crops of {count} characters, {framed} with a face box")
    model = FaceEmbedder(config.dimensions, config.dropout)
    if init:
        load_weights(model, str(init))
    model = model.to(device, memory_format=torch.channels_last)
    margin = ArcFace(config.dimensions, count, config.scale, config.margin, config.smoothing).to(device)
    both = nn.ModuleDict({"model": model, "margin": margin})
    freeze(model, config.frozen_blocks)
    backbone = [p for n, p in model.named_parameters() if not n.startswith(("fc", "bn")) and p.requires_grad]
    top = [*model.fc.parameters(), *model.bn.parameters(), *margin.parameters()]
    optimizer = torch.optim.SGD(
        [{"params": backbone, "factor": config.backbone_lr}, {"params": top, "factor": 1.0}],
        lr=config.lr,
        momentum=0.9,
        weight_decay=config.weight_decay,
        nesterov=True,
    )
    ema = Ema(both, config.ema)
    checkpoint = out / f"{config.name}.pt"
    first = resume(checkpoint, both, optimizer, ema)
    epoch = config.epoch_pictures // config.batch
    steps = config.epochs * epoch
    if first == 0 and init:
        with torch.no_grad():
            margin.weight.copy_(class_means(model, faces, count, config, device))
        ema = Ema(both, config.ema)

    val_faces, val_images = load_val(data)
    framing = Framing(config.framing.scale, config.framing.offset)

    def validate() -> str:
        network = torch_network(ema.module["model"], device)
        return "  ".join(
            f"{name}: {line}"
            for name, line in score_embedder(network, val_faces, val_images, frames, framing, config.size).items()
        )

    loader = DataLoader(
        EmbedderBatches(config, faces, first, steps),
        batch_size=None,
        num_workers=workers,
        prefetch_factor=4 if workers else None,
    )
    total, started = 0.0, time.time()
    for step, (images, identities) in enumerate(loader, first):
        for group in optimizer.param_groups:
            group["lr"] = config.lr * group["factor"] * learning_rate(step, config.warmup, steps)
        batch = images.to(device).permute(0, 3, 1, 2).float().div_(255)
        both.train()
        freeze(model, config.frozen_blocks)
        with torch.autocast(device.type, torch.bfloat16):
            embedding = model(batch)
        loss = margin(embedding, identities.to(device))
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
                log(f"epoch {(step + 1) // epoch} {validate()}")
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
    parser.add_argument("--init", type=Path, help="checkpoint to start from")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    config = configs.load(EmbedderConfig, arguments.config)
    train(config, arguments.data, read_frames(arguments.frames), arguments.init, arguments.out, arguments.workers)


if __name__ == "__main__":
    main()
