"""`InceptionEmbedder`: InceptionV3 (Szegedy 2016) in Keras' layout, cut off after any of its blocks."""

from __future__ import annotations

from collections.abc import Iterator

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from backbone import FaceEmbedder
from config import EmbedderConfig
from resnet import ResNetEmbedder


class Conv(nn.Module):
    def __init__(self, inputs: int, outputs: int, kernel: tuple[int, int], stride: int = 1, same: bool = True) -> None:
        super().__init__()
        padding = (kernel[0] // 2, kernel[1] // 2) if same else (0, 0)
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=1e-3)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.bn(self.conv(x)), inplace=True)


# One step of a branch: outputs, kernel height and width, stride. Steps of stride 2 take no padding.
Step = tuple[int, int, int, int]


def chain(inputs: int, *steps: Step) -> nn.Sequential:
    layers = []
    for outputs, height, width, stride in steps:
        layers.append(Conv(inputs, outputs, (height, width), stride, same=stride == 1))
        inputs = outputs
    return nn.Sequential(*layers)


class Fork(nn.Module):
    """Two convolutions side by side on the end of a chain."""

    def __init__(self, stem: nn.Sequential, inputs: int, outputs: int) -> None:
        super().__init__()
        self.stem = stem
        self.wide = Conv(inputs, outputs, (1, 3))
        self.high = Conv(inputs, outputs, (3, 1))

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        return torch.cat((self.wide(x), self.high(x)), 1)


class Pooled(nn.Module):
    """Mean of each neighbourhood, edges left out of it, then a 1x1 convolution."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.project = Conv(inputs, outputs, (1, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.project(F.avg_pool2d(x, 3, 1, 1, count_include_pad=False))


class Block(nn.Module):
    def __init__(self, branches: list[nn.Module]) -> None:
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([branch(x) for branch in self.branches], 1)


def block(number: int, inputs: int) -> tuple[Block, int]:
    """Block `number` (Keras: mixed0 .. mixed10) and the channels that it answers."""
    pool: nn.Module
    if number < 3:
        pool = Pooled(inputs, 32 if number == 0 else 64)
        branches: list[nn.Module] = [
            chain(inputs, (64, 1, 1, 1)),
            chain(inputs, (48, 1, 1, 1), (64, 5, 5, 1)),
            chain(inputs, (64, 1, 1, 1), (96, 3, 3, 1), (96, 3, 3, 1)),
            pool,
        ]
        return Block(branches), 224 + (32 if number == 0 else 64)
    if number == 3:
        return Block(
            [
                chain(inputs, (384, 3, 3, 2)),
                chain(inputs, (64, 1, 1, 1), (96, 3, 3, 1), (96, 3, 3, 2)),
                nn.MaxPool2d(3, 2),
            ]
        ), 480 + inputs
    if number < 8:
        c = {4: 128, 5: 160, 6: 160, 7: 192}[number]
        return Block(
            [
                chain(inputs, (192, 1, 1, 1)),
                chain(inputs, (c, 1, 1, 1), (c, 1, 7, 1), (192, 7, 1, 1)),
                chain(inputs, (c, 1, 1, 1), (c, 7, 1, 1), (c, 1, 7, 1), (c, 7, 1, 1), (192, 1, 7, 1)),
                Pooled(inputs, 192),
            ]
        ), 768
    if number == 8:
        return Block(
            [
                chain(inputs, (192, 1, 1, 1), (320, 3, 3, 2)),
                chain(inputs, (192, 1, 1, 1), (192, 1, 7, 1), (192, 7, 1, 1), (192, 3, 3, 2)),
                nn.MaxPool2d(3, 2),
            ]
        ), 512 + inputs
    return Block(
        [
            chain(inputs, (320, 1, 1, 1)),
            Fork(chain(inputs, (384, 1, 1, 1)), 384, 384),
            Fork(chain(inputs, (448, 1, 1, 1), (384, 3, 3, 1)), 384, 384),
            Pooled(inputs, 192),
        ]
    ), 2048


class InceptionEmbedder(nn.Module):
    """(n, 3, size, size) RGB in 0..1 -> (n, d), not normalised."""

    def __init__(self, dimensions: int = 256, dropout: float = 0.2, blocks: int = 8) -> None:
        super().__init__()
        # Keras pads neither the first, second nor fifth convolution of the stem.
        self.stem = nn.ModuleList(
            [
                Conv(3, 32, (3, 3), 2, same=False),
                Conv(32, 32, (3, 3), same=False),
                Conv(32, 64, (3, 3)),
                Conv(64, 80, (1, 1)),
                Conv(80, 192, (3, 3), same=False),
            ]
        )
        built: list[nn.Module] = []
        inputs = 192
        for number in range(blocks):
            layer, inputs = block(number, inputs)
            built.append(layer)
        self.blocks = nn.Sequential(*built)
        self.drop = nn.Dropout(dropout)
        self.fc = nn.Linear(inputs, dimensions, bias=False)
        self.bn = nn.BatchNorm1d(dimensions)

    @staticmethod
    def convolutions(model: InceptionEmbedder) -> Iterator[tuple[str, Conv]]:
        return ((name, module) for name, module in model.named_modules() if isinstance(module, Conv))

    def lower(self, x: Tensor, blocks: int) -> Tensor:
        """The map (n, c, h, w) after so many blocks."""
        for number, layer in enumerate(self.stem):
            x = layer(x)
            if number in (2, 4):
                x = F.max_pool2d(x, 3, 2)
        return self.blocks[:blocks](x)

    def upper(self, x: Tensor, blocks: int) -> Tensor:
        """(n, c): mean over the last map, from the map after so many blocks."""
        return self.blocks[blocks:](x).mean((2, 3))

    def features(self, x: Tensor) -> Tensor:
        """(n, c): mean over the last map."""
        return self.upper(self.lower(x, 0), 0)

    def forward(self, x: Tensor) -> Tensor:
        return self.bn(self.fc(self.drop(self.features(x))))


Embedder = FaceEmbedder | InceptionEmbedder | ResNetEmbedder


def build(config: EmbedderConfig) -> Embedder:
    """The network that a configuration names, with random weights."""
    if config.backbone == "inception":
        return InceptionEmbedder(config.dimensions, config.dropout, config.blocks)
    if config.backbone == "resnet":
        return ResNetEmbedder(config.dimensions, config.dropout)
    return FaceEmbedder(config.dimensions, config.dropout)
