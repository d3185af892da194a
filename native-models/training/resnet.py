"""`ResNetEmbedder`: ResNet-34 (He 2016), the network of the article, from random weights."""

from __future__ import annotations

import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


def conv_bn(inputs: int, outputs: int, kernel: int, stride: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs))


class BasicBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.first = conv_bn(inputs, outputs, 3, stride)
        self.second = conv_bn(outputs, outputs, 3, 1)
        self.skip = conv_bn(inputs, outputs, 1, stride) if stride > 1 else nn.Identity()
        nn.init.zeros_(self.second[1].weight)  # each block starts as the identity

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.skip(x) + self.second(F.relu(self.first(x), inplace=True)), inplace=True)


class ResNetEmbedder(nn.Module):
    """(n, 3, size, size) RGB in 0..1 -> (n, d), not normalised.

    A 3x3 convolution of stride 2 stands for the stem and pooling that are made for pictures of 224 pixels.
    """

    STAGES = ((64, 3), (128, 4), (256, 6), (512, 3))

    def __init__(self, dimensions: int = 256, dropout: float = 0.2) -> None:
        super().__init__()
        self.stem = conv_bn(3, 64, 3, 2)
        built: list[nn.Module] = []
        inputs = 64
        for stage, (outputs, count) in enumerate(self.STAGES):
            for number in range(count):
                built.append(BasicBlock(inputs, outputs, 2 if stage > 0 and number == 0 else 1))
                inputs = outputs
        self.blocks = nn.Sequential(*built)
        self.drop = nn.Dropout(dropout)
        self.fc = nn.Linear(inputs, dimensions, bias=False)
        self.bn = nn.BatchNorm1d(dimensions)

    def forward(self, x: Tensor) -> Tensor:
        x = self.blocks(F.relu(self.stem(x), inplace=True)).mean((2, 3))
        return self.bn(self.fc(self.drop(x)))
