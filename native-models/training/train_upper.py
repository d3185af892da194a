"""Trains the upper blocks of the shipped InceptionV3 on the maps that maps.py kept.

python train_upper.py configs/embedder-10.toml --maps RUNS/maps --start RUNS/start/embedder-part1.pt \\
    --teacher RUNS/embedder-6.npy --frames RUNS/frames.csv --out RUNS

Batch norms keep their statistics: a batch holds look-alikes of few sources, and what is trained should be what runs.
NAME.pt holds the whole network, for export.py; NAME-state.pt what a run that is started again goes on from. `--teacher`
holds the unit vectors of the shipped embedder, as whiten.py leaves them.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

import config as configs
from backbone import load_weights
from batches import Chooser, Face
from config import EmbedderConfig
from data import load_faces
from embedding import read_frames, unit
from evaluate import score_vectors
from inception import InceptionEmbedder
from losses import ArcFace, pair_loss
from running import Ema, Log, device_of, half_precision, learning_rate, resume, save
from train_embedder import TURNED_BY, class_means, optimizer_of, pull_of, training_rows, turned, wider_margins

Maps = NDArray[np.float16]
Numbers = NDArray[np.int64]
Vectors = NDArray[np.float32]
AT_ONCE = 128
LOGGED = 25


class Upper:
    """The network whose lower blocks answered already."""

    def __init__(self, start: Path, config: EmbedderConfig) -> None:
        self.device, self.blocks = device_of(), config.kept_blocks
        self.network = InceptionEmbedder(config.dimensions, config.dropout, config.blocks)
        load_weights(self.network, str(start))
        self.network.to(self.device, memory_format=torch.channels_last).eval()
        self.network.requires_grad_(False)
        self.trained = nn.ModuleList([self.network.blocks[self.blocks :], self.network.fc, self.network.bn])
        self.trained.requires_grad_(True)

    def given(self, maps: Maps) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(maps)).to(self.device).permute(0, 3, 1, 2)

    def __call__(self, maps: Maps) -> Tensor:
        with half_precision(self.device):
            pooled = self.network.upper(self.given(maps).float(), self.blocks)
            return self.network.bn(self.network.fc(self.network.drop(pooled)))

    def train(self) -> None:
        """Only drop-out differs: every batch norm keeps its statistics."""
        self.network.drop.train()

    @torch.no_grad()
    def vectors(self, maps: Maps) -> Vectors:
        self.network.eval()
        rows = [self(maps[start : start + AT_ONCE]).float().cpu().numpy() for start in range(0, len(maps), AT_ONCE)]
        return unit(np.concatenate(rows))


class Kept:
    """What maps.py kept of the training faces, several folders of it; of a pass that is not finished, as far as it got."""

    def __init__(self, folders: list[Path]) -> None:
        self.passes: list[Maps] = []
        places: list[dict[int, int]] = []
        for folder in folders:
            numbers = np.load(folder / "numbers.npy")
            for path in sorted(folder.glob("pass*.npy")):
                done = int(path.with_suffix(".done").read_text())
                self.passes.append(np.load(path, mmap_mode="r")[:done])
                places.append({int(number): place for place, number in enumerate(numbers[:done])})
        self.numbers = np.array(sorted(set().union(*places)))
        self.places = np.array([[place.get(int(number), -1) for place in places] for number in self.numbers])

    def draw(self, row: int, rng: np.random.Generator) -> Maps:
        """The maps of a face in one of the passes that saw it."""
        seen = np.flatnonzero(self.places[row] >= 0)
        chosen = seen[rng.integers(len(seen))]
        return self.passes[chosen][self.places[row, chosen]]


@dataclass(frozen=True)
class Lesson:
    """The faces that are trained on, the rows of their maps, the teacher's vectors, and how hard it draws."""

    faces: list[Face]
    rows: list[int]
    taught: Vectors
    pull: Tensor


def lesson_of(config: EmbedderConfig, every: list[Face], kept: Kept, teacher: Vectors, upper: Upper) -> Lesson:
    rows = [row for row, number in enumerate(kept.numbers) if every[number].source not in config.leave_out]
    faces = renumbered([every[kept.numbers[row]] for row in rows])
    taught = teacher[kept.numbers[rows]]
    sample = np.array([n for n, row in enumerate(rows) if kept.places[row, 0] >= 0][:TURNED_BY])
    own = np.zeros((len(rows), config.dimensions), np.float32)
    own[sample] = upper.vectors(kept.passes[0][kept.places[[rows[n] for n in sample], 0]])
    return Lesson(faces, rows, turned(taught, own[sample], sample), pull_of(config, faces))


def classifier(config: EmbedderConfig, lesson: Lesson) -> ArcFace:
    """Starts from the mean of what the teacher says of each character."""
    identities = [face.identity for face in lesson.faces]
    count = max(identities) + 1
    margin = ArcFace(config.dimensions, count, config.scale, config.margin, config.smoothing, config.centres)
    means = class_means(lesson.taught, identities, count).repeat_interleave(config.centres, 0)
    with torch.no_grad():
        margin.weight.copy_(means + 0.02 * torch.randn_like(means) * (config.centres > 1))
    margin.wider.copy_(wider_margins(config, lesson.faces))
    return margin


class Training:
    """What changes from step to step; a step is a function of the seed and of its number alone."""

    def __init__(self, config: EmbedderConfig, kept: Kept, lesson: Lesson, upper: Upper) -> None:
        self.config, self.kept, self.lesson, self.upper = config, kept, lesson, upper
        self.margin = classifier(config, lesson).to(upper.device)
        self.both = nn.ModuleDict({"upper": upper.trained, "margin": self.margin})
        heads = [*upper.network.fc.parameters(), *upper.network.bn.parameters(), *self.margin.parameters()]
        blocks = {"params": list(upper.trained[0].parameters()), "factor": config.backbone_lr}
        self.optimizer = optimizer_of(config, [blocks, {"params": heads, "factor": 1.0}])
        self.ema = Ema(self.both, config.ema)
        self.chooser = Chooser(config, lesson.faces)
        self.steps = config.epochs * (config.epoch_pictures // config.batch)

    def step(self, number: int) -> float:
        config, rng = self.config, np.random.default_rng([self.config.seed, number])
        chosen = self.chooser.batch(rng)
        maps = np.stack([self.kept.draw(self.lesson.rows[n], rng) for n in chosen])
        for group in self.optimizer.param_groups:
            group["lr"] = config.lr * group["factor"] * learning_rate(number, config.warmup, self.steps, config.decay)
        self.margin.margin = config.margin * min(1.0, (number + 1) / max(1, config.margin_warmup))
        self.upper.train()
        loss = self.loss(maps, chosen)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([p for group in self.optimizer.param_groups for p in group["params"]], 5.0)
        self.optimizer.step()
        self.ema.update(self.both)
        return float(loss.detach())

    def loss(self, maps: Maps, chosen: Numbers) -> Tensor:
        """Who it is, pairs of the batch, and what the teacher says of the picture."""
        device, lesson = self.upper.device, self.lesson
        identities = torch.tensor([lesson.faces[n].identity for n in chosen], device=device)
        embedding = self.upper(maps).float()
        apart = 1 - F.cosine_similarity(embedding, torch.from_numpy(lesson.taught[chosen]).to(device))
        pairs = pair_loss(embedding, identities, torch.from_numpy(chosen).to(device))
        taught = (lesson.pull[chosen].to(device) * apart).mean()
        return self.margin(embedding, identities) + self.config.pairs * pairs + taught

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """The averaged weights stand in for the trained ones."""
        raw = copy.deepcopy(self.upper.trained.state_dict())
        self.upper.trained.load_state_dict(self.ema.module["upper"].state_dict())
        yield
        self.upper.trained.load_state_dict(raw)


def train(config: EmbedderConfig, data: Path, frames: Path, maps: list[Path], start: Path, teacher: Path, out: Path) -> None:
    torch.manual_seed(config.seed)
    log = Log(out / f"{config.name}.log")
    kept, upper = Kept(maps), Upper(start, config)
    val_maps, val = np.load(maps[0] / "val.npy", mmap_mode="r"), load_faces(data, "val")
    lesson = lesson_of(config, training_rows(data, read_frames(frames), config), kept, np.load(teacher), upper)
    training = Training(config, kept, lesson, upper)
    state = out / f"{config.name}-state.pt"
    first = resume(state, training.both, training.optimizer, training.ema)
    log(f"{len(lesson.faces)} faces in {len(kept.passes)} passes, steps {first} to {training.steps}")
    epoch, total = training.steps // config.epochs, 0.0
    for step in range(first, training.steps):
        total += training.step(step)
        if (step + 1) % LOGGED == 0:
            log(f"step {step + 1}/{training.steps} loss {total / LOGGED:.3f}")
            total = 0.0
        if (step + 1) % epoch:
            continue
        save(state, training.both, training.optimizer, training.ema, step + 1)
        with training.averaged():
            torch.save({"model": upper.network.state_dict()}, out / f"{config.name}.pt")
            if (step + 1) // epoch % config.eval_every == 0 or step + 1 == training.steps:
                lines = score_vectors(upper.vectors(val_maps), val).items()
                log("\n  ".join([f"step {step + 1}", *(f"{name}: {line}" for name, line in lines)]))


def renumbered(faces: list[Face]) -> list[Face]:
    """Identities from 0 on without a gap: some characters may be left out."""
    names = {identity: n for n, identity in enumerate(sorted({face.identity for face in faces}))}
    return [face._replace(identity=names[face.identity]) for face in faces]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("--maps", type=Path, nargs="+", required=True, help="the folders that maps.py wrote")
    parser.add_argument("--frames", type=Path, required=True, help="the boxes that maps.py was given")
    parser.add_argument("--start", type=Path, required=True, help="embedder-part1.pt of from_onnx.py")
    parser.add_argument("--teacher", type=Path, required=True, help="vectors of all training faces, .npy")
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--out", type=Path, required=True, help="a folder outside the repository")
    arguments = parser.parse_args()
    config = configs.load(EmbedderConfig, arguments.config)
    given = (arguments.data, arguments.frames, arguments.maps, arguments.start, arguments.teacher, arguments.out)
    train(config, *given)


if __name__ == "__main__":
    main()
