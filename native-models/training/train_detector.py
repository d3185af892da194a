"""Trains the face detector: python train_detector.py configs/detector-1.toml --out ../../../runs"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

import config as configs
from augment import Sample, mosaic, place, recolour
from backbone import FaceDetector, all_points, load_weights
from config import DetectorConfig
from data import (
    Labels,
    decode,
    load_faces,
    load_hand_boxes,
    load_scenes,
    no_boxes,
    read_labels,
    read_tars,
    seed_labels,
    whole,
)
from detection import TorchDetector, detections_of, score_detections
from framing import Image
from losses import Targets, detection_loss
from negatives import faceless
from running import Ema, Log, device_of, learning_rate, resume, save

Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


class DetectorBatches(Dataset[Batch]):
    """Batch number `step` is a function of the seed and the step alone, so a resumed run continues the same way."""

    def __init__(self, config: DetectorConfig, pools: list[list[tuple[Image, Labels]]], first: int) -> None:
        self.config, self.pools, self.first = config, pools, first

    def __len__(self) -> int:
        return self.config.steps - self.first

    def __getitem__(self, index: int) -> Batch:
        step = index + self.first
        rng = np.random.default_rng([self.config.seed, step])
        size = int(rng.choice(self.config.sizes))
        count = max(2, round(self.config.pixels_per_batch / size**2))
        return collate([self.sample(size, rng) for _ in range(count)])

    def sample(self, size: int, rng: np.random.Generator) -> Sample:
        if rng.random() < self.config.mosaic:
            across = 2 if rng.random() < 0.8 else 4
            return mosaic([self.window(size // across, rng) for _ in range(across**2)], size)
        return self.window(size, rng)

    def window(self, size: int, rng: np.random.Generator) -> Sample:
        if self.config.drawn and rng.random() < self.config.drawn:
            return Sample(recolour(faceless(size, rng), rng), no_boxes(), no_boxes(), complete=True)
        pool = self.pools[-1 if rng.random() < self.config.composite else 0]
        image, labels = pool[rng.integers(len(pool))]
        return place(image, labels, size, self.config, rng)


def collate(samples: list[Sample]) -> Batch:
    most = max(1, *(len(s.faces) for s in samples))
    most_ignored = max(1, *(len(s.ignore) for s in samples))
    faces = np.zeros((len(samples), most, 4), np.float32)
    present = np.zeros((len(samples), most), bool)
    ignore = np.zeros((len(samples), most_ignored, 4), np.float32)
    for row, sample in enumerate(samples):
        faces[row, : len(sample.faces)] = sample.faces
        present[row, : len(sample.faces)] = True
        ignore[row, : len(sample.ignore)] = sample.ignore
    images = np.stack([s.image for s in samples])
    complete = np.array([s.complete for s in samples])
    return tuple(torch.from_numpy(a) for a in (images, faces, present, ignore, complete))  # type: ignore[return-value]


def load_pools(config: DetectorConfig, data: Path, given: Path | None) -> list[list[tuple[Image, Labels]]]:
    """Whole pictures, and head crops where a round of self-labelling gave them boxes."""
    scenes = load_scenes(data)
    labels = read_labels(given) if given else seed_labels(data, scenes, config.seeds)
    held_out = set(load_hand_boxes(data, scenes))
    assert not held_out & set(labels), "a validation picture is labelled for training"
    assert not {whole(path) for path in held_out} & set(labels), "a validation picture is labelled for training"
    crops = {f.path for f in load_faces(data, "train")}
    names = {s.path: whole(s.path) if whole(s.path) in labels else s.path for s in scenes}
    pictures = {path: name for path, name in names.items() if name in labels and name not in crops}
    pools = []
    for folder, kept in (("scenes", pictures), ("faces", {path: path for path in crops & set(labels)})):
        if kept:
            blobs = read_tars(data / folder, set(kept))
            pool = {path: (decode(blobs[path]), labels[kept[path]]) for path in sorted(kept)}
            often = {path: 3 if path.split("/")[0] in config.repeated else 1 for path in pool}
            pools.append([pool[path] for path in pool for _ in range(often[path])])
    return pools


def train(config: DetectorConfig, data: Path, labels: Path | None, init: Path | None, out: Path, workers: int) -> None:
    torch.manual_seed(config.seed)
    cv2.setNumThreads(1)
    device = device_of()
    log = Log(out / f"{config.name}.log")
    model = FaceDetector(config.widths, config.blocks, config.neck)
    if init:
        load_weights(model, str(init))
    model = model.to(device, memory_format=torch.channels_last)
    decayed = [p for p in model.parameters() if p.ndim > 1]
    plain = [p for p in model.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": config.weight_decay}, {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=config.lr)
    ema = Ema(model, config.ema)
    checkpoint = out / f"{config.name}.pt"
    first = resume(checkpoint, model, optimizer, ema)

    pools = load_pools(config, data, labels)
    parameters = sum(p.numel() for p in model.parameters())
    log(f"{[len(p) for p in pools]} pictures, {parameters} parameters, from step {first}")
    loader = DataLoader(
        DetectorBatches(config, pools, first),
        batch_size=None,
        num_workers=workers,
        prefetch_factor=4 if workers else None,
    )
    sums, started, seen = np.zeros(2), time.time(), 0
    for step, (images, faces, present, ignore, complete) in enumerate(loader, first):
        for group in optimizer.param_groups:
            group["lr"] = config.lr * learning_rate(step, config.warmup, config.steps)
        batch = images.to(device).permute(0, 3, 1, 2).float().div_(255)
        targets = Targets(*(t.to(device) for t in (faces, present, ignore, complete)))
        model.train()
        with torch.autocast(device.type, torch.bfloat16):
            logits, boxes = model(batch)
        points, _ = all_points(batch.shape[2], batch.shape[3], device)
        doubt = config.doubt if step >= config.doubt_after or init else 2.0
        score_loss, box_loss = detection_loss(logits.float(), boxes, points, targets, config.top_k, doubt)
        optimizer.zero_grad(set_to_none=True)
        (score_loss + 2 * box_loss).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        ema.update(model)
        sums += [float(score_loss.detach()), float(box_loss.detach())]
        seen += len(images)
        if (step + 1) % 100 == 0:
            rate = seen / (time.time() - started)
            log(f"step {step + 1} score {sums[0] / 100:.4f} box {sums[1] / 100:.4f} {rate:.1f} pictures/s")
            sums, started, seen = np.zeros(2), time.time(), 0
        if (step + 1) % config.eval_every == 0 or step + 1 == config.steps:
            save(checkpoint, model, optimizer, ema, step + 1)
            log(f"step {step + 1} {validate(ema, config, data, device)}")
            started = time.time()


def validate(ema: Ema, config: DetectorConfig, data: Path, device: torch.device) -> str:
    hand = load_hand_boxes(data, load_scenes(data))
    blobs = read_tars(data / "scenes", set(hand))
    detector = TorchDetector(ema.module, config.input, device)
    found = {p: detections_of(detector, decode(blobs[p])) for p in hand}
    return str(score_detections(found, hand))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument(
        "--out", type=Path, required=True, help="folder of checkpoints and logs, outside the repository"
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--labels", type=Path, help="labels of an earlier round; without it the first hints")
    parser.add_argument("--init", type=Path, help="checkpoint to start from")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    config = configs.load(DetectorConfig, arguments.config)
    train(config, arguments.data, arguments.labels, arguments.init, arguments.out, arguments.workers)


if __name__ == "__main__":
    main()
