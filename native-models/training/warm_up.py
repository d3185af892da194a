"""Self-supervised warm-up of an embedder, no labels.

python warm_up.py configs/warm-up.toml --frames RUNS/frames.csv --out RUNS

Two random changes of one face are told from those of the others in the batch (SimCLR, Chen 2020). What comes out is a
checkpoint for `train_embedder.py --init`.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader

import config as configs
from augment import face_window
from backbone import load_weights
from batches import EmbedderBatches
from config import EmbedderConfig
from embedding import read_frames
from inception import build
from running import Log, device_of, half_precision, learning_rate
from train_embedder import load_training_faces

TEMPERATURE = 0.1
PROJECTED = 128


class PairBatches(EmbedderBatches):
    """Two windows of each of batch / 2 different faces: the first of all, then the second of all."""

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        rng = np.random.default_rng([self.config.seed, index + self.first])
        chosen = rng.choice(len(self.faces), self.config.batch // 2, replace=False)
        windows = [
            face_window(face.image, face.box, self.config, rng)
            for face in [self.faces[number] for number in [*chosen, *chosen]]
        ]
        return torch.from_numpy(np.stack(windows)), torch.tensor([]), torch.from_numpy(chosen)


def nt_xent(projected: Tensor) -> Tensor:
    """Normalised temperature-scaled cross entropy of (2 n, d), row k and k + n being of one face."""
    unit = F.normalize(projected.float(), dim=1)
    similarity = unit @ unit.T / TEMPERATURE
    similarity.fill_diagonal_(-1e4)
    count = len(unit)
    other = (torch.arange(count, device=unit.device) + count // 2) % count
    return F.cross_entropy(similarity, other)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
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
    torch.manual_seed(config.seed)
    cv2.setNumThreads(1)
    device = device_of()
    log = Log(arguments.out / f"{config.name}.log")
    faces, _ = load_training_faces(arguments.data, read_frames(arguments.frames), config)
    model = build(config)
    if arguments.init:
        load_weights(model, str(arguments.init), complete=False)
    # The last layers are thrown away with the projection: they are made for this loss.
    head = nn.Sequential(nn.ReLU(), nn.Linear(config.dimensions, PROJECTED))
    both = nn.ModuleDict({"model": model.to(device, memory_format=torch.channels_last), "head": head.to(device)})
    optimizer = torch.optim.AdamW(both.parameters(), lr=config.lr, weight_decay=config.weight_decay)
    steps = config.epochs * config.epoch_pictures // config.batch
    loader = DataLoader(
        PairBatches(config, faces, 0, steps),
        batch_size=None,
        num_workers=arguments.workers,
        prefetch_factor=4 if arguments.workers else None,
    )
    both.train()
    total, started = 0.0, time.time()
    for step, (images, _, _) in enumerate(loader, 1):
        for group in optimizer.param_groups:
            group["lr"] = config.lr * learning_rate(step - 1, config.warmup, steps)
        batch = images.to(device).permute(0, 3, 1, 2).float().div_(255)
        with half_precision(device):
            projected = head(model(batch))
        loss = nt_xent(projected)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(both.parameters(), 5.0)
        optimizer.step()
        total += float(loss.detach())
        if step % 50 == 0:
            rate = 50 * config.batch / (time.time() - started)
            log(f"step {step}/{steps} loss {total / 50:.3f} {rate:.0f} pictures/s")
            total, started = 0.0, time.time()
    kept = {key: value for key, value in model.state_dict().items() if not key.startswith(("fc.", "bn."))}
    torch.save({"model": kept}, arguments.out / f"{config.name}.pt")


if __name__ == "__main__":
    main()
