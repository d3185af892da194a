"""Pictures without a face, drawn by script: what detectors take for faces where they were taught on pictures of people.

Card frames, emblems, medals, lamps, text, buttons, and armour whose studs look like eyes. Functions of a generator.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from framing import Image
from style import any_colour

Drawing = Callable[[Image, np.random.Generator], None]

FONTS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX)
LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789%+-x/",
)


def ground(size: int, rng: np.random.Generator) -> Image:
    """A backdrop: one colour, a gradient, stripes or soft clouds."""
    first, second = np.array(any_colour(rng), np.float32), np.array(any_colour(rng), np.float32)
    ys, xs = np.mgrid[0:size, 0:size].astype(np.float32) / size
    angle = rng.uniform(0, 2 * math.pi)
    ramp = xs * math.cos(angle) + ys * math.sin(angle)
    kind = rng.integers(4)
    if kind == 0:
        ramp = ramp * 0
    elif kind == 1:
        ramp = np.sin(ramp * rng.uniform(10, 60)) * 0.5 + 0.5
    elif kind == 2:
        ramp = cv2.resize(rng.random((6, 6)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    ramp = np.clip(ramp, 0, 1)[..., None]
    return (first * (1 - ramp) + second * ramp).astype(np.uint8)


def place_of(size: int, rng: np.random.Generator) -> tuple[int, int, int]:
    """Centre and radius of something, pixels."""
    radius = int(size * rng.uniform(0.05, 0.3))
    x, y = (int(v) for v in rng.integers(0, size, 2))
    return x, y, max(4, radius)


def medal(image: Image, rng: np.random.Generator) -> None:
    """Rings in each other, with rays, dots on a circle or a star."""
    x, y, radius = place_of(image.shape[0], rng)
    for part in sorted(rng.uniform(0.3, 1.0, int(rng.integers(1, 5))), reverse=True):
        cv2.circle(image, (x, y), max(2, int(radius * part)), any_colour(rng), -1, cv2.LINE_AA)
    count = int(rng.integers(3, 13))
    for number in range(count):
        angle = 2 * math.pi * number / count
        at = (int(x + 0.75 * radius * math.cos(angle)), int(y + 0.75 * radius * math.sin(angle)))
        if rng.random() < 0.5:
            cv2.circle(image, at, max(1, radius // 9), any_colour(rng), -1, cv2.LINE_AA)
        else:
            cv2.line(image, (x, y), at, any_colour(rng), max(1, radius // 14), cv2.LINE_AA)


def emblem(image: Image, rng: np.random.Generator) -> None:
    """A shield or crest, the same on both sides."""
    x, y, radius = place_of(image.shape[0], rng)
    heights = np.linspace(-1, 1, 7)
    widths = rng.uniform(0.2, 1.0, 7) * np.array([0.7, 1, 1, 1, 0.9, 0.6, 0.2])
    right = np.stack([x + widths * radius, y + heights * radius], 1)
    left = np.stack([x - widths * radius, y + heights * radius], 1)[::-1]
    outline = np.concatenate([right, left]).astype(np.int32)
    cv2.fillPoly(image, [outline], any_colour(rng), cv2.LINE_AA)
    cv2.polylines(image, [outline], True, any_colour(rng), max(1, radius // 10), cv2.LINE_AA)
    for part in rng.uniform(0.15, 0.5, int(rng.integers(0, 3))):
        cv2.drawMarker(image, (x, y), any_colour(rng), int(rng.integers(0, 7)), int(radius * 2 * part), 2, cv2.LINE_AA)


def lamp(image: Image, rng: np.random.Generator) -> None:
    """A bright ball that fades: lanterns, baubles, moons, magic."""
    x, y, radius = place_of(image.shape[0], rng)
    size = image.shape[0]
    ys, xs = np.mgrid[0:size, 0:size].astype(np.float32)
    distance = np.sqrt((xs - x) ** 2 + ((ys - y) * rng.uniform(0.7, 1.2)) ** 2) / radius
    glow = (np.clip(1.4 - distance, 0, 1) if rng.random() < 0.5 else (distance < 1) * (1 - 0.4 * distance))[..., None]
    colour = np.array(any_colour(rng), np.float32) * 0.5 + 127
    image[:] = np.clip(image * (1 - glow) + colour * glow, 0, 255).astype(np.uint8)


def text(image: Image, rng: np.random.Generator) -> None:
    """A few lines of letters, or strokes as of a script that OpenCV has no letters for."""
    size = image.shape[0]
    x, y = (int(v) for v in rng.integers(0, size * 3 // 4, 2))
    scale, colour = float(rng.uniform(0.4, 3.0)), any_colour(rng)
    for line in range(int(rng.integers(1, 4))):
        top = y + int(line * 28 * scale)
        if rng.random() < 0.5:
            letters = LETTERS[int(rng.integers(len(LETTERS)))]
            word = "".join(letters[int(i)] for i in rng.integers(0, len(letters), int(rng.integers(2, 9))))
            font = FONTS[int(rng.integers(len(FONTS)))]
            cv2.putText(image, word, (x, top), font, scale, colour, max(1, round(2 * scale)), cv2.LINE_AA)
            continue
        for glyph in range(int(rng.integers(2, 7))):
            box = int(22 * scale)
            corner = np.array([x + glyph * int(box * 1.1), top - box])
            points = corner + rng.integers(0, box, (int(rng.integers(4, 9)), 2))
            for a, b in zip(points[::2], points[1::2], strict=False):
                cv2.line(image, tuple(map(int, a)), tuple(map(int, b)), colour, max(1, round(2 * scale)), cv2.LINE_AA)


def armour(image: Image, rng: np.random.Generator) -> None:
    """A plate with two studs side by side and a seam below them: no face, though it has eyes and a mouth."""
    x, y, radius = place_of(image.shape[0], rng)
    axes = (radius, int(radius * rng.uniform(0.6, 1.4)))
    cv2.ellipse(image, (x, y), axes, float(rng.uniform(-40, 40)), 0, 360, any_colour(rng), -1, cv2.LINE_AA)
    apart, lift = int(radius * rng.uniform(0.25, 0.6)), int(radius * rng.uniform(-0.3, 0.4))
    stud, shape = max(1, int(radius * rng.uniform(0.06, 0.2))), rng.random() < 0.5
    for side in (-1, 1):
        at = (x + side * apart, y - lift)
        if shape:
            cv2.circle(image, at, stud, any_colour(rng), -1, cv2.LINE_AA)
        else:
            cv2.rectangle(image, (at[0] - stud, at[1] - stud), (at[0] + stud, at[1] + stud), any_colour(rng), -1)
    for _ in range(int(rng.integers(0, 3))):
        seam = y + int(radius * rng.uniform(-0.6, 0.9))
        cv2.line(image, (x - radius, seam), (x + radius, seam), any_colour(rng), max(1, radius // 16), cv2.LINE_AA)


def panel(image: Image, rng: np.random.Generator) -> None:
    """A button, a bar or an empty card frame."""
    size = image.shape[0]
    x, y = (int(v) for v in rng.integers(-size // 8, size * 3 // 4, 2))
    w, h = (int(v) for v in rng.uniform(0.1, 0.7, 2) * size)
    cv2.rectangle(image, (x, y), (x + w, y + h), any_colour(rng), -1)
    for inset in range(int(rng.integers(1, 4))):
        step = inset * max(2, size // 60)
        cv2.rectangle(image, (x + step, y + step), (x + w - step, y + h - step), any_colour(rng), max(1, size // 150))


DRAWINGS: tuple[Drawing, ...] = (medal, emblem, lamp, text, armour, panel)


def faceless(size: int, rng: np.random.Generator) -> Image:
    """A picture of `size` x `size` with some of these things and no face."""
    image = np.ascontiguousarray(ground(size, rng))
    for number in rng.integers(0, len(DRAWINGS), int(rng.integers(2, 9))):
        DRAWINGS[int(number)](image, rng)
    return image
