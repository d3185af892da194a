"""One TOML file per experiment, read into frozen dataclasses; an unknown key is an error."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import tomllib

HERE = Path(__file__).resolve().parent
MODELS = HERE.parent
DATA = HERE.parents[1].parent / "shared"


@dataclass(frozen=True)
class CloserLook:
    """One more look, no larger than the smallest face that the others found needs."""

    parts: tuple[float, ...]  # to choose from, rising
    face: float  # what the shorter side of that face is to measure in the detector's input, pixels
    side: float  # what the longer side of the picture is to measure there, pixels
    score: float  # what scores less was not found


@dataclass(frozen=True)
class DetectorInput:
    long_side: int = 640
    max_upscale: float = 2.0
    multiple_of: int = 32
    pad: int = 114
    looks: tuple[float, ...] = (1.0,)  # parts of the full size at which a picture is looked at
    closer: CloserLook | None = None


@dataclass(frozen=True)
class SeedConfig:
    """How boxes of another detector and head boxes become first labels; box definitions differ, hence `correction`."""

    positive_score: float = 0.5
    ignore_score: float = 0.35
    correction: tuple[float, float, float, float] = (0.01, 0.04, 0.98, 0.87)  # auto box -> our box: dx/w dy/h w h
    trust: float = 0.7  # weight of an auto box against the box expected from the head box


@dataclass(frozen=True)
class DetectorConfig:
    name: str = "detector"
    seed: int = 1
    widths: tuple[int, ...] = (16, 24, 64, 128, 160)
    blocks: tuple[int, ...] = (0, 1, 2, 2, 2)
    neck: int = 48
    sizes: tuple[int, ...] = (256, 320, 384)
    pixels_per_batch: int = 16 * 320 * 320
    steps: int = 3000
    warmup: int = 200
    lr: float = 2e-3
    weight_decay: float = 0.03
    ema: float = 0.998
    mosaic: float = 0.3
    composite: float = 0.0  # share of pictures composed of labelled head crops
    drawn: float = 0.0  # share of pictures without a face, drawn by script (negatives.py)
    style: float = 0.0  # share of pictures in another hand (style.py)
    frames: float = 0.0  # share of pictures with a game's frame drawn over them
    rotation: float = 22.0  # standard deviation, degrees
    face_range: tuple[float, float] = (14.0, 1.0)  # smallest face in pixels, largest as a share of the picture
    repeated: tuple[str, ...] = ()  # sources whose pictures stand three times in the pool
    top_k: int = 9
    doubt: float = 0.6  # an unlabelled place that scores higher than this is not used as a negative
    doubt_after: int = 600
    eval_every: int = 500
    seeds: SeedConfig = field(default_factory=SeedConfig)
    input: DetectorInput = field(default_factory=DetectorInput)


@dataclass(frozen=True)
class FramingConfig:
    scale: float = 1.8
    offset: tuple[float, float] = (0.0, -0.1)
    spread: float = 0.14  # standard deviation of the logarithm of the random size error
    zooms: tuple[float, ...] = (1.0,)  # the app's crops of a face, as multiples of `scale`
    inside: float = 0.0  # share of crops moved into the picture as the app does, instead of repeating its edge


@dataclass(frozen=True)
class EmbedderConfig:
    name: str = "embedder"
    seed: int = 1
    backbone: str = "mobilenet"  # or "inception", "resnet"
    blocks: int = 8  # inception: how many of its 11 blocks
    size: int = 112
    dimensions: int = 256
    dropout: float = 0.2
    epochs: int = 8
    batch: int = 96
    epoch_pictures: int = 17500
    optimizer: str = "sgd"  # or "adamw"
    lr: float = 0.03
    backbone_lr: float = 0.5
    weight_decay: float = 5e-4
    warmup: int = 100
    decay: int = 0  # the learning rate stays up and falls over the last so many steps; 0: half a cosine over all
    scale: float = 32.0
    margin: float = 0.35
    margin_few: float = 0.0  # added for a character of one drawing; of n drawings, n ** -1/4 of it
    margin_warmup: int = 0  # steps over which the margin grows from 0
    centres: int = 1  # sub-centres of an identity (Deng 2020): wrong labels and odd outfits gather in the others
    smoothing: float = 0.05
    balance: float = 0.5  # pictures of an identity are drawn in proportion to count ** balance
    frozen_blocks: int = -1  # the stem is frozen with them; -1: nothing is, not even the stem
    colour: float = 0.6  # strength of colour changes; hair and eye colour tell characters apart
    cut_out: float = 0.3
    style: float = 0.0  # share of crops in another hand (style.py)
    frames: float = 0.0  # share of crops with a game's frame drawn over them
    together: int = 0  # a batch is made of so many characters of one source, two crops each; 0: of single crops
    pairs: float = 0.0  # weight of the loss on pairs of a batch
    given_framing: float = 0.25  # share of crops framed as given instead of by the detector
    whole_pictures: bool = False  # faces of whole pictures are trained on as well
    distillation: float = 0.0  # weight of 1 - cosine to the teacher's vector of the same picture, framed without errors
    teacher_mirror: bool = True  # the teacher's vector is the sum with that of the mirror image
    turn: bool = False  # the teacher's vectors are turned towards those of the network that the run starts from
    untaught: tuple[str, ...] = ()  # sources that the teacher never saw: it draws a quarter as hard there
    leave_out: tuple[str, ...] = ()  # sources that are not trained on, to see what an unknown one costs
    kept_blocks: int = 4  # inception: the blocks whose answers maps.py keeps, so that only those above are trained
    most: int = 10  # faces of a character that maps.py keeps, at most
    ema: float = 0.998
    eval_every: int = 2  # epochs
    mirror: bool = True  # the app adds the embedding of the mirror image; half as fast
    framing: FramingConfig = field(default_factory=FramingConfig)


T = TypeVar("T")


def load(kind: type[T], path: Path) -> T:
    """Reads `path` into `kind`; raises TypeError on an unknown key."""
    return _build(kind, tomllib.loads(path.read_text()))


def _build(kind: type[T], values: dict[str, Any]) -> T:
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    built: dict[str, Any] = {}
    for key, value in values.items():
        if key not in fields:
            raise TypeError(f"{kind.__name__} has no '{key}'")
        if isinstance(value, dict):
            value = _build(type(fields[key].default_factory()), value)  # type: ignore[misc]
        built[key] = tuple(value) if isinstance(value, list) else value
    return kind(**built)
