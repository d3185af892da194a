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
from torch.utils.data import DataLoader

import config as configs
from backbone import load_weights
from batches import EmbedderBatches, Face, drawings_of
from config import EmbedderConfig
from data import FaceCrop, Scene, decode, game, load_faces, read_tars, training_scenes, whole
from embedding import Network, embed, frame, input_size, onnx_network, read_frames, torch_network
from evaluate import load_val, score_embedder
from framing import Boxes, Framing, Image
from inception import Embedder, build
from losses import ArcFace, pair_loss
from running import Ema, Log, device_of, half_precision, learning_rate, resume, save

Vectors = NDArray[np.float32]
LONGEST = 300
NONE: Image = np.zeros((0, 0, 3), np.uint8)
TURNED_BY = 1500
TAUGHT_AT_ONCE = 1024


def character_numbers(rows: list[FaceCrop]) -> dict[tuple[str, str], int]:
    """A game's character is one, whichever source shows it."""
    return {key: n for n, key in enumerate(sorted({(game(r.source), r.identity) for r in rows}))}


def known_scenes(data: Path, frames: dict[str, Boxes], numbers: dict[tuple[str, str], int]) -> list[Scene]:
    """Whole pictures with a face box, of characters that there are crops of."""
    scenes = training_scenes(data)
    return [s for s in scenes if whole(s.path) in frames and (game(s.source), s.identity) in numbers]


def training_rows(data: Path, frames: dict[str, Boxes], config: EmbedderConfig) -> list[Face]:
    """The faces of `load_training_faces`, in their order, without a picture; no source is left out."""
    rows = load_faces(data, "train")
    numbers = character_numbers(rows)
    crops = [Face(NONE, None, numbers[game(r.source), r.identity], r.source, r.drawing) for r in rows]
    scenes = known_scenes(data, frames, numbers) if config.whole_pictures else []
    return crops + [Face(NONE, None, numbers[game(s.source), s.identity], s.source, s.path) for s in scenes]


def load_training_faces(data: Path, frames: dict[str, Boxes], config: EmbedderConfig) -> tuple[list[Face], int]:
    rows = [r for r in load_faces(data, "train") if r.source not in config.leave_out]
    numbers = character_numbers(rows)
    blobs = read_tars(data / "faces", {r.path for r in rows})
    faces = [
        Face(decode(blobs[r.path]), frames.get(r.path), numbers[game(r.source), r.identity], r.source, r.drawing)
        for r in rows
    ]
    if config.whole_pictures:
        scenes = known_scenes(data, frames, numbers)
        blobs = read_tars(data / "scenes", {s.path for s in scenes})
        for scene in scenes:
            image, box = surroundings(decode(blobs[scene.path]), frames[whole(scene.path)])
            identity = numbers[game(scene.source), scene.identity]
            faces.append(Face(image, box, identity, scene.source, scene.path))
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
        seen[face.identity] += 1
        if seen[face.identity] <= 4:
            chosen.append(face)
    return chosen


def vectors_of(network: Network, faces: list[Face], config: EmbedderConfig, size: int, mirror: bool) -> Vectors:
    """Unit vectors (n, d) of faces framed without errors, as the app does it."""
    framing = Framing(config.framing.scale, config.framing.offset)
    parts = [faces[start : start + 64] for start in range(0, len(faces), 64)]
    return np.concatenate(
        [embed(network, [frame(face.image, face.box, framing, size) for face in part], mirror=mirror) for part in parts]
    )


def teach(teacher: Path, faces: list[Face], config: EmbedderConfig, kept: Path) -> Vectors:
    """The teacher's unit vectors (n, d), by the configuration the sums of a face's and its mirror image's; `kept` in
    a file. Until all are known each part has a file of its own, so that a run that is cut off loses little."""
    if not kept.exists():
        network, size = onnx_network(teacher, torch.get_num_threads()), input_size(teacher)
        folder = kept.with_suffix("")
        folder.mkdir(exist_ok=True)
        parts = []
        for start in range(0, len(faces), TAUGHT_AT_ONCE):
            part = folder / f"{start}.npy"
            if not part.exists():
                some = faces[start : start + TAUGHT_AT_ONCE]
                np.save(part, vectors_of(network, some, config, size, mirror=config.teacher_mirror))
            parts.append(np.load(part))
        np.save(kept, np.concatenate(parts))
    return np.load(kept)


def turned(taught: Vectors, own: Vectors, sample: NDArray[np.int64]) -> Vectors:
    """The teacher's vectors (n, d) turned, all alike, to lie next to the pupil's own of a sample.

    An orthogonal Procrustes problem. Cosines between them stay as they are. A pupil that knows something already need
    not learn other axes first.
    """
    left, _, right = np.linalg.svd(taught[sample].T @ own)
    return (taught @ (left @ right)).astype(np.float32)


def pull_of(config: EmbedderConfig, faces: list[Face]) -> Tensor:
    """How hard the teacher draws each face (n,)."""
    shares = [0.25 if face.source in config.untaught else 1.0 for face in faces]
    return torch.tensor(shares) * config.distillation


def wider_margins(config: EmbedderConfig, faces: list[Face]) -> Tensor:
    """What is added to the margin of each identity (n,): more where there are few drawings."""
    counts = drawings_of(faces)
    return torch.tensor([config.margin_few * counts[identity] ** -0.25 for identity in range(len(counts))])


def turn_once(
    taught: Vectors, model: Embedder, faces: list[Face], config: EmbedderConfig, device: torch.device, kept: Path
) -> Vectors:
    """`turned` towards the network that the run starts from; `kept` in a file for when it is resumed."""
    if not kept.exists():
        sample = np.random.default_rng(config.seed).permutation(len(faces))[:TURNED_BY]
        own = vectors_of(torch_network(model, device), [faces[n] for n in sample], config, config.size, mirror=False)
        np.save(kept, turned(taught, own, sample))
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
    framed = sum(f.box is not None for f in faces)
    log(f"{len(faces)} crops of {count} characters, {framed} with a face box")
    model = build(config)
    if init:
        load_weights(model, str(init), complete=False)
    model = model.to(device, memory_format=torch.channels_last)
    margin = ArcFace(config.dimensions, count, config.scale, config.margin, config.smoothing, config.centres).to(device)
    margin.wider.copy_(wider_margins(config, faces))
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
    if taught is not None and config.turn:
        taught = turn_once(taught, model, faces, config, device, out / f"{config.name}-turned.npy")
    pull = pull_of(config, faces)
    if first == 0 and (init or teacher):
        known, vectors = faces, taught
        if vectors is None:
            known = few_of_each(faces)
            vectors = vectors_of(torch_network(model, device), known, config, config.size, mirror=False)
        with torch.no_grad():
            means = class_means(vectors, [face.identity for face in known], count)
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
            group["lr"] = config.lr * group["factor"] * learning_rate(step, config.warmup, steps, config.decay)
        batch = images.to(device).permute(0, 3, 1, 2).float().div_(255)
        both.train()
        freeze(model, config.frozen_blocks)
        margin.margin = config.margin * min(1.0, (step + 1) / max(1, config.margin_warmup))
        with half_precision(device):
            embedding = model(batch)
        loss = margin(embedding, identities.to(device))
        if taught is not None:
            wanted = torch.from_numpy(taught[numbers]).to(device)
            apart = 1 - F.cosine_similarity(embedding.float(), wanted)
            loss = loss + (pull[numbers].to(device) * apart).mean()
        if config.pairs:
            loss = loss + config.pairs * pair_loss(embedding, identities.to(device), numbers.to(device))
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
