"""Keeps what the lower layers of the shipped embedder answer, so that its upper ones can be trained often and fast.

python maps.py configs/embedder-10.toml --frames RUNS/frames.csv --start RUNS/start --out RUNS/maps --passes 4

Two thirds of the work on a face is below InceptionV3's fifth block. A pass sees every chosen training face once: pass 0
framed as the app does it, the others with random changes. Each leaves InceptionV3's maps after `kept_blocks`; a pass
that was cut off goes on where it stood. `val` is kept like pass 0.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

import config as configs
from augment import face_window
from backbone import load_weights
from batches import Face
from config import EmbedderConfig
from data import decode, load_faces, read_tars, whole
from embedding import frame, read_frames
from framing import Boxes, Framing, Image
from inception import InceptionEmbedder
from running import device_of, half_precision
from train_embedder import character_numbers, known_scenes, surroundings, training_rows

AT_ONCE = 64

Halves = NDArray[np.float16]
Numbers = NDArray[np.int64]


class Lower:
    """The layers that are not trained again."""

    def __init__(self, start: Path, blocks: int) -> None:
        self.device, self.blocks = device_of(), blocks
        self.network = InceptionEmbedder()
        load_weights(self.network, str(start / "embedder-part1.pt"))
        self.network.eval().to(self.device, memory_format=torch.channels_last)

    @torch.no_grad()
    def __call__(self, crops: list[Image]) -> Halves:
        """Maps (n, h, w, c) after the blocks that stay."""
        given = torch.from_numpy(np.stack(crops)).to(self.device).permute(0, 3, 1, 2).float().div(255)
        with half_precision(self.device):
            maps = self.network.lower(given, self.blocks)
        return maps.permute(0, 2, 3, 1).float().cpu().numpy().astype(np.float16)


def chosen_of(faces: list[Face], most: int, seed: int) -> Numbers:
    """Numbers of at most so many faces of each character, in random order."""
    seen = Counter[int]()
    chosen: list[int] = []
    for number in np.random.default_rng(seed).permutation(len(faces)).tolist():
        seen[faces[number].identity] += 1
        if seen[faces[number].identity] <= most:
            chosen.append(number)
    return np.array(chosen)


class Pictures:
    """The pictures and face boxes of training faces by number, in the order of `training_rows`; decoded when wanted."""

    def __init__(self, data: Path, frames: dict[str, Boxes], numbers: Numbers) -> None:
        self.frames, self.crops = frames, load_faces(data, "train")
        self.scenes = known_scenes(data, frames, character_numbers(self.crops))
        count = len(self.crops)
        self.faces = read_tars(data / "faces", {self.crops[n].path for n in numbers if n < count})
        self.wholes = read_tars(data / "scenes", {self.scenes[n - count].path for n in numbers if n >= count})

    def __call__(self, number: int) -> tuple[Image, Boxes | None]:
        if number < len(self.crops):
            path = self.crops[number].path
            return decode(self.faces[path]), self.frames.get(path)
        path = self.scenes[number - len(self.crops)].path
        return surroundings(decode(self.wholes[path]), self.frames[whole(path)])


class ValPictures:
    """The same for `val`."""

    def __init__(self, data: Path, frames: dict[str, Boxes]) -> None:
        self.frames, self.crops = frames, load_faces(data, "val")
        self.faces = read_tars(data / "faces", {crop.path for crop in self.crops})

    def __call__(self, number: int) -> tuple[Image, Boxes | None]:
        path = self.crops[number].path
        return decode(self.faces[path]), self.frames.get(path)


Source = Callable[[int], tuple[Image, Boxes | None]]


def window(pictures: Source, number: int, config: EmbedderConfig, passed: int) -> Image:
    """The crop of a face in pass `passed`: a function of the pass and of the face's number alone."""
    image, box = pictures(number)
    if passed == 0:
        return frame(image, box, Framing(config.framing.scale, config.framing.offset), config.size)
    rng = np.random.default_rng([config.seed, passed, number])
    given = rng.random() < config.given_framing
    return face_window(image, None if given else box, config, rng)


def keep(lower: Lower, crop: Callable[[int], Image], numbers: Numbers, to: Path) -> None:
    """Writes the maps of the crops of all `numbers`; what an earlier call wrote is not computed again."""
    done = to.with_suffix(".done")
    first = int(done.read_text()) if done.exists() else 0
    for start in range(first, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        answers = lower([crop(int(number)) for number in part])
        file = opened(to, (len(numbers), *answers.shape[1:]))
        file[start : start + len(part)] = answers
        done.write_text(str(start + len(part)))
    print(f"{to.stem}: {len(numbers)} faces", flush=True)


def keep_numbers(to: Path, numbers: Numbers) -> None:
    """Maps of other faces in the same folder would take these faces' names."""
    if to.exists() and not np.array_equal(np.load(to), numbers):
        raise SystemExit(f"{to.parent} holds maps of other faces (another seed, `most` or boxes): take another folder")
    np.save(to, numbers)


def opened(path: Path, shape: tuple[int, ...]) -> Halves:
    return np.lib.format.open_memmap(path, mode="r+" if path.exists() else "w+", dtype=np.float16, shape=shape)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("--frames", type=Path, required=True, help="face boxes written by label.py frames")
    parser.add_argument("--start", type=Path, required=True, help="the folder that from_onnx.py wrote")
    parser.add_argument("--passes", type=int, nargs="+", default=[0, 1, 2, 3])
    parser.add_argument("--data", type=Path, default=configs.DATA)
    parser.add_argument("--out", type=Path, required=True, help="a folder outside the repository, 1.3 GB a pass")
    arguments = parser.parse_args()
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    config = configs.load(EmbedderConfig, arguments.config)
    frames = read_frames(arguments.frames)
    lower = Lower(arguments.start, config.kept_blocks)
    val = ValPictures(arguments.data, frames)
    of_val = partial(window, val, config=config, passed=0)
    keep(lower, of_val, np.arange(len(val.crops)), out / "val.npy")
    numbers = chosen_of(training_rows(arguments.data, frames, config), config.most, config.seed)
    keep_numbers(out / "numbers.npy", numbers)
    pictures = Pictures(arguments.data, frames, numbers)
    for passed in arguments.passes:
        keep(lower, partial(window, pictures, config=config, passed=passed), numbers, out / f"pass{passed}.npy")


if __name__ == "__main__":
    main()
