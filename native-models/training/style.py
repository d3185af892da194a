"""Changes of hand: a picture in grey, lines, screentone, flat tones, brush strokes or pixels, and frames of games.

Pure functions of (picture, random generator). A character should be known, and a face be found, whatever the hand.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from framing import Image

Change = Callable[[Image, np.random.Generator], Image]


def grey_of(image: Image) -> Image:
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)


def in_colour(grey: Image) -> Image:
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)


def grey(image: Image, rng: np.random.Generator) -> Image:
    """Grey, now and then tinted as old paper is."""
    flat = in_colour(grey_of(image))
    if rng.random() < 0.7:
        return flat
    tint = np.clip(1 + rng.normal(0, 0.1, 3), 0.7, 1.2)
    return np.clip(flat * tint, 0, 255).astype(np.uint8)


def lines(image: Image, rng: np.random.Generator) -> Image:
    """Difference of two blurs, steep around zero: ink lines, alone or over the picture."""
    base = grey_of(image).astype(np.float32)
    sigma = float(rng.uniform(0.5, 1.1))
    edge = cv2.GaussianBlur(base, (0, 0), sigma) - 0.98 * cv2.GaussianBlur(base, (0, 0), 1.6 * sigma)
    ink = np.clip(255 * (1 + np.tanh(rng.uniform(0.3, 0.9) * (edge - rng.uniform(0, 2)))), 0, 255)
    if rng.random() < 0.5:
        return in_colour(ink.astype(np.uint8))
    return (image * (ink / 255)[..., None]).astype(np.uint8)


def screentone(image: Image, rng: np.random.Generator) -> Image:
    """Dots on a slanted grid whose size follows the darkness; deep shadow is black, light is paper."""
    tone = grey_of(image).astype(np.float32) / 255
    height, width = tone.shape
    step, angle = float(rng.uniform(2.2, 5.0)), math.radians(float(rng.choice([0, 30, 45, 60])))
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    u = (xs * math.cos(angle) + ys * math.sin(angle)) * (2 * math.pi / step)
    v = (ys * math.cos(angle) - xs * math.sin(angle)) * (2 * math.pi / step)
    dots = 0.5 + 0.25 * (np.cos(u) + np.cos(v))
    soft = np.clip((tone * 1.25 - dots * 0.9) * 6 + 0.5, 0, 1)
    page = np.where(tone < 0.18, 0.05, np.where(tone > 0.82, 1.0, soft))
    return in_colour((page * 255).astype(np.uint8))


def posterise(image: Image, rng: np.random.Generator) -> Image:
    """Few tones a channel, after a blur that leaves flat areas."""
    levels = int(rng.integers(3, 7))
    smooth = cv2.medianBlur(image, 3)
    table = np.round(np.arange(256) / 255 * (levels - 1)) / (levels - 1) * 255
    return cv2.LUT(smooth, table.astype(np.uint8))


def paint(image: Image, rng: np.random.Generator) -> Image:
    """Lines give way to areas, as in a painting; canvas and light on top now and then."""
    painted = cv2.medianBlur(image, int(rng.choice([3, 5, 5, 7])))
    if rng.random() < 0.5:
        painted = cv2.bilateralFilter(painted, 5, 40, 3)
    if rng.random() < 0.4:
        canvas = cv2.GaussianBlur(rng.normal(0, 25, image.shape[:2]).astype(np.float32), (0, 0), 1.0)
        painted = np.clip(painted + canvas[..., None], 0, 255).astype(np.uint8)
    return painted


def pixelate(image: Image, rng: np.random.Generator) -> Image:
    """Pixel art: few large pixels, hard edges, sometimes few colours."""
    height, width = image.shape[:2]
    longest = int(rng.integers(40, 80))
    factor = longest / max(height, width)
    small = (max(8, round(width * factor)), max(8, round(height * factor)))
    little = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        little = (little // 32 * 32 + 16).astype(np.uint8)
    return cv2.resize(little, (width, height), interpolation=cv2.INTER_NEAREST)


def darken(image: Image, rng: np.random.Generator) -> Image:
    """A dark scene: low light with a gradient across it, tinted."""
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * math.pi)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    ramp = (xs / width - 0.5) * math.cos(angle) + (ys / height - 0.5) * math.sin(angle) + 0.5
    light = rng.uniform(0.12, 0.4) + rng.uniform(0.0, 0.6) * np.clip(ramp, 0, 1)
    tint = np.clip(1 + rng.normal(0, 0.2, 3), 0.5, 1.5)
    return np.clip(image * light[..., None] * tint, 0, 255).astype(np.uint8)


CHANGES: tuple[tuple[Change, float], ...] = (
    (grey, 0.2),
    (lines, 0.12),
    (screentone, 0.12),
    (posterise, 0.14),
    (paint, 0.2),
    (pixelate, 0.12),
    (darken, 0.1),
)


def change_hand(image: Image, rng: np.random.Generator) -> Image:
    """One change of hand, drawn by its share."""
    shares = np.array([share for _, share in CHANGES])
    change = CHANGES[int(rng.choice(len(CHANGES), p=shares / shares.sum()))][0]
    return change(np.ascontiguousarray(image), rng)


def any_colour(rng: np.random.Generator) -> tuple[int, int, int]:
    red, green, blue = (int(v) for v in rng.integers(0, 256, 3))
    return red, green, blue


def add_frame(image: Image, rng: np.random.Generator) -> Image:
    """A game's frame: a border, a badge in a corner, stars or a bar along an edge, drawn over the picture."""
    canvas = np.ascontiguousarray(image).copy()
    height, width = canvas.shape[:2]
    side = min(height, width)
    if rng.random() < 0.6:
        thick = max(1, round(side * rng.uniform(0.015, 0.06)))
        for inset, colour in ((0, any_colour(rng)), (thick, any_colour(rng))):
            cv2.rectangle(canvas, (inset, inset), (width - 1 - inset, height - 1 - inset), colour, thick)
    if rng.random() < 0.5:
        radius = round(side * rng.uniform(0.06, 0.14))
        x, y = int(rng.choice([radius, width - radius])), int(rng.choice([radius, height - radius]))
        cv2.circle(canvas, (x, y), radius, any_colour(rng), -1, cv2.LINE_AA)
        cv2.circle(canvas, (x, y), radius, any_colour(rng), max(1, radius // 5), cv2.LINE_AA)
    if rng.random() < 0.4:
        top = round(height * (1 - rng.uniform(0.05, 0.14)))
        cv2.rectangle(canvas, (0, top), (width, height), any_colour(rng), -1)
        for number in range(int(rng.integers(0, 7))):
            x = round(width * (0.1 + 0.13 * number))
            cv2.drawMarker(
                canvas, (x, (top + height) // 2), any_colour(rng), cv2.MARKER_STAR, max(4, (height - top) // 2), 2
            )
    return canvas
