"""Random changes to training pictures. Pure functions of (picture, labels, random generator)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from config import DetectorConfig, EmbedderConfig
from data import Labels, no_boxes
from framing import Boxes, Framing, Image, inside_square
from style import add_frame, change_hand

MAX_ENLARGEMENT = 3.0


@dataclass(frozen=True)
class Sample:
    image: Image
    faces: Boxes
    ignore: Boxes
    complete: bool


def rotated_boxes(boxes: Boxes, matrix: np.ndarray) -> Boxes:
    """Boxes around the ellipses in `boxes` after the affine (2, 3) `matrix`: a turned face is no larger than a face."""
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2
    half = (boxes[:, 2:] - boxes[:, :2]) / 2
    moved = centre @ matrix[:, :2].T + matrix[:, 2]
    reach = np.sqrt((half**2) @ (matrix[:, :2] ** 2).T)
    return np.concatenate([moved - reach, moved + reach], 1).astype(np.float32)


def clip_boxes(faces: Boxes, ignore: Boxes, size: int, smallest: float) -> tuple[Boxes, Boxes]:
    """Faces cut by the edge keep their visible part; mostly hidden or too small ones say nothing."""
    cut = np.clip(faces, 0, size)
    sides = cut[:, 2:] - cut[:, :2]
    area = np.maximum((faces[:, 2:] - faces[:, :2]).prod(1), 1e-6)
    visible = np.maximum(sides, 0).prod(1) / area
    good = (visible > 0.55) & (sides.max(1, initial=0) >= smallest) & (sides.min(1, initial=1e9) >= 5)
    doubtful = ~good & (visible > 0.05)
    kept = np.clip(ignore, 0, size)
    kept = kept[(kept[:, 2:] - kept[:, :2]).min(1, initial=1e9) > 1]
    return cut[good], np.concatenate([kept, cut[doubtful]])


def place(image: Image, labels: Labels, size: int, config: DetectorConfig, rng: np.random.Generator) -> Sample:
    """A size x size window of the picture in which one face gets a random size, place and tilt."""
    height, width = image.shape[:2]
    tilt = math.radians(float(np.clip(rng.normal(0, config.rotation), -100, 100))) if rng.random() < 0.8 else 0.0
    flip = -1.0 if rng.random() < 0.5 else 1.0
    fit = size / max(height, width)
    if len(labels.faces) and rng.random() < 0.9:
        box = labels.faces[rng.integers(len(labels.faces))]
        side = float((box[2:] - box[:2]).max())
        smallest, largest = config.face_range[0], config.face_range[1] * size
        factor = math.exp(rng.uniform(math.log(smallest), math.log(largest))) / side
        factor = min(max(factor, fit * 0.4), MAX_ENLARGEMENT)
        focus = (box[:2] + box[2:]) / 2
        reach = min(0.5, factor * side / size / 2)
        target = rng.uniform(reach * 0.8, 1 - reach * 0.8, 2) * size
    else:
        factor = min(fit * math.exp(rng.uniform(math.log(0.6), math.log(2.0))), MAX_ENLARGEMENT)
        focus = rng.uniform(0.2, 0.8, 2) * (width, height)
        target = np.array([size / 2, size / 2])
    squeeze = math.exp(rng.normal(0, 0.05))
    cos, sin = math.cos(tilt) * factor, math.sin(tilt) * factor
    linear = np.array([[cos * flip * squeeze, -sin], [sin * flip * squeeze, cos]])
    matrix = np.concatenate([linear, (target - linear @ focus)[:, None]], 1)

    faces, ignore = rotated_boxes(labels.faces, matrix), rotated_boxes(labels.ignore, matrix)
    source = image
    while factor < 0.55 and min(source.shape[:2]) > 8:  # area-shrink first: warpAffine alone would alias
        source = cv2.resize(source, (source.shape[1] // 2, source.shape[0] // 2), interpolation=cv2.INTER_AREA)
        factor *= 2
    scale = np.diag([width / source.shape[1], height / source.shape[0]])
    warp = np.concatenate([matrix[:, :2] @ scale, matrix[:, 2:]], 1)
    fill = int(config.input.pad) if rng.random() < 0.7 else int(rng.integers(256))
    border = cv2.BORDER_CONSTANT if rng.random() < 0.8 else cv2.BORDER_REPLICATE
    window = cv2.warpAffine(
        source, warp, (size, size), flags=cv2.INTER_LINEAR, borderMode=border, borderValue=(fill, fill, fill)
    )
    faces, ignore = clip_boxes(faces, ignore, size, config.face_range[0] * 0.7)
    return Sample(recolour(restyle(window, config, rng), rng), faces, ignore, labels.complete)


def restyle(image: Image, config: DetectorConfig | EmbedderConfig, rng: np.random.Generator) -> Image:
    """Now and then with a game's frame, now and then in another hand."""
    if config.frames and rng.random() < config.frames:
        image = add_frame(image, rng)
    if config.style and rng.random() < config.style:
        image = change_hand(image, rng)
    return image


def mosaic(tiles: list[Sample], size: int) -> Sample:
    """Square tiles of equal size, side by side."""
    across = math.isqrt(len(tiles))
    step = size // across
    canvas = np.zeros((size, size, 3), np.uint8)
    faces, ignore = [no_boxes()], [no_boxes()]
    for index, tile in enumerate(tiles):
        x, y = index % across * step, index // across * step
        canvas[y : y + step, x : x + step] = tile.image
        shift = np.array([x, y, x, y], np.float32)
        faces.append(tile.faces + shift)
        ignore.append(tile.ignore + shift)
    return Sample(canvas, np.concatenate(faces), np.concatenate(ignore), all(t.complete for t in tiles))


def recolour(image: Image, rng: np.random.Generator, strength: float = 1.0) -> Image:
    """Brightness, contrast, gamma, tint, grey, hue, blur, noise and JPEG, each now and then."""
    if rng.random() < 0.6:
        ramp = np.arange(256, dtype=np.float32) / 255
        table = np.empty((256, 3), np.float32)
        gamma = math.exp(rng.normal(0, 0.25 * strength))
        gain, shift = 1 + rng.normal(0, 0.2 * strength), rng.normal(0, 0.08 * strength)
        tint = 1 + rng.normal(0, 0.08 * strength, 3)
        for channel in range(3):
            table[:, channel] = (ramp**gamma * gain + shift) * tint[channel]
        lut = np.clip(table * 255, 0, 255).astype(np.uint8)
        image = cv2.LUT(image, lut[None])
    chance = rng.random()
    if chance < 0.10 * strength:
        grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
        image = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    elif chance < 0.3 * strength:
        hsv = cv2.cvtColor(image, cv2.COLOR_RGB2HSV)
        hsv[..., 0] = (hsv[..., 0].astype(np.int16) + int(rng.normal(0, 12))) % 180
        saturation = math.exp(rng.normal(0, 0.3))
        hsv[..., 1] = np.clip(hsv[..., 1].astype(np.float32) * saturation, 0, 255).astype(np.uint8)
        image = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    if rng.random() < 0.12 * strength:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.4))
    if rng.random() < 0.10 * strength:
        grain = rng.normal(0, rng.uniform(2, 10), image.shape[:2]).astype(np.int16)[..., None]
        image = np.clip(image.astype(np.int16) + grain, 0, 255).astype(np.uint8)
    if rng.random() < 0.15 * strength:
        quality = int(rng.integers(25, 90))
        _, blob = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
        image = cv2.imdecode(blob, cv2.IMREAD_COLOR)
    return image


def face_window(image: Image, box: Boxes | None, config: EmbedderConfig, rng: np.random.Generator) -> Image:
    """The crop the embedder sees, framed as in the app but for a random error of size, place and tilt."""
    height, width = image.shape[:2]
    if box is None:
        x, y, side = width / 2, height / 2, float(max(width, height))
        side *= rng.uniform(0.62, 1.05)
    else:
        framing = Framing(config.framing.scale, config.framing.offset)
        x, y, side = framing.square(box)
        side *= math.exp(float(np.clip(rng.normal(0, config.framing.spread), -0.45, 0.45)))
    if rng.random() < config.framing.inside:
        x, y, side = inside_square(x, y, side, width, height)
    x += rng.normal(0, 0.04) * side
    y += rng.normal(0, 0.04) * side
    factor = config.size / side
    tilt = math.radians(float(np.clip(rng.normal(0, 12), -40, 40)))
    flip = -1.0 if rng.random() < 0.5 else 1.0
    squeeze = math.exp(rng.normal(0, 0.04))
    cos, sin = math.cos(tilt) * factor, math.sin(tilt) * factor
    linear = np.array([[cos * flip * squeeze, -sin], [sin * flip * squeeze, cos]])
    shift = config.size / 2 - linear @ np.array([x, y])
    matrix = np.concatenate([linear, shift[:, None]], 1)
    if factor < 0.8:  # a slight blur stands in for the area filter of the app
        image = cv2.GaussianBlur(image, (0, 0), 0.35 / factor)
    window = cv2.warpAffine(
        image, matrix, (config.size, config.size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    window = recolour(restyle(window, config, rng), rng, config.colour)
    if rng.random() < 0.12:
        small = int(rng.integers(32, 80))
        window = cv2.resize(window, (small, small), interpolation=cv2.INTER_AREA)
        window = cv2.resize(window, (config.size, config.size), interpolation=cv2.INTER_LINEAR)
    if rng.random() < config.cut_out:
        w, h = rng.integers(config.size // 8, config.size // 2, 2)
        left, top = rng.integers(0, config.size - w), rng.integers(0, config.size - h)
        window = window.copy()
        window[top : top + h, left : left + w] = rng.integers(0, 256, 3, np.uint8)
    return window
