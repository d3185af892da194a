"""The two networks: `FaceDetector` (plain convolutions, anchor-free) and `FaceEmbedder` (MobileNetV2)."""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor


class ConvBnRelu(nn.Sequential):
    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> None:
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
        )


class Residual(nn.Module):
    def __init__(self, channels: int, hidden: int) -> None:
        super().__init__()
        self.body = nn.Sequential(ConvBnRelu(channels, hidden), ConvBnRelu(hidden, channels))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)


class WideContext(nn.Module):
    """Max-pools of growing reach (SPPF of YOLOv5): a face that fills the frame is seen whole at stride 32."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        half = channels // 2
        self.squeeze = ConvBnRelu(channels, half, 1)
        self.pool = nn.MaxPool2d(5, 1, 2)
        self.join = ConvBnRelu(half * 4, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        levels = [self.squeeze(x)]
        for _ in range(3):
            levels.append(self.pool(levels[-1]))
        return self.join(torch.cat(levels, 1))


class FaceDetector(nn.Module):
    """(n, 3, H, W) RGB in 0..1, H and W multiples of 32 -> logits (n, a), boxes (n, a, 4) x1 y1 x2 y2 in input pixels.

    One anchor point per cell of strides 8, 16 and 32; a box is four distances from its point (FCOS, Tian 2019).
    Plain 3x3 convolutions because depthwise ones are several times slower per operation on a CPU.
    """

    STRIDES = (8, 16, 32)

    def __init__(
        self,
        widths: tuple[int, ...] = (16, 24, 64, 128, 160),
        blocks: tuple[int, ...] = (0, 1, 2, 2, 2),
        neck: int = 48,
    ) -> None:
        super().__init__()
        self.stages = nn.ModuleList()
        inputs = 3
        for width, count in zip(widths, blocks, strict=True):
            hidden = width // 2 if width >= 64 else width
            stage = [ConvBnRelu(inputs, width, 3, 2), *(Residual(width, hidden) for _ in range(count))]
            self.stages.append(nn.Sequential(*stage))
            inputs = width
        self.context = WideContext(widths[-1])
        self.lateral = nn.ModuleList(ConvBnRelu(width, neck, 1) for width in widths[-3:])
        self.smooth = nn.ModuleList(ConvBnRelu(neck, neck) for _ in self.STRIDES)
        self.head = nn.Sequential(ConvBnRelu(neck, neck), ConvBnRelu(neck, neck))
        self.score = nn.Conv2d(neck, 1, 1)
        self.distance = nn.Conv2d(neck, 4, 1)
        self.reach = nn.Parameter(torch.ones(len(self.STRIDES)))
        nn.init.constant_(self.score.bias, -4.6)  # a prior of 1 % faces keeps the first focal losses small
        nn.init.constant_(self.distance.bias, 0.7)

    def features(self, x: Tensor) -> list[Tensor]:
        levels: list[Tensor] = []
        for stage in self.stages:
            x = stage(x)
            levels.append(x)
        c3, c4, c5 = levels[-3:]
        p5 = self.lateral[2](self.context(c5))
        p4 = self.lateral[1](c4) + F.interpolate(p5, scale_factor=2.0, mode="nearest")
        p3 = self.lateral[0](c3) + F.interpolate(p4, scale_factor=2.0, mode="nearest")
        return [smooth(p) for smooth, p in zip(self.smooth, (p3, p4, p5), strict=True)]

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        logits: list[Tensor] = []
        boxes: list[Tensor] = []
        for level, (stride, p) in enumerate(zip(self.STRIDES, self.features(x), strict=True)):
            p = self.head(p)
            logits.append(self.score(p).flatten(1))
            raw = self.distance(p).flatten(2).transpose(1, 2) * self.reach[level]
            boxes.append(decode(raw.float(), anchor_points(p, stride), stride))
        return torch.cat(logits, 1), torch.cat(boxes, 1)


def anchor_points(feature: Tensor, stride: int) -> Tensor:
    """Centres (h * w, 2) x y in input pixels of the cells of a (n, c, h, w) map, row by row."""
    height, width = feature.shape[2], feature.shape[3]
    ys = (torch.arange(height, device=feature.device, dtype=torch.float32) + 0.5) * stride
    xs = (torch.arange(width, device=feature.device, dtype=torch.float32) + 0.5) * stride
    grid_y = ys.view(-1, 1).expand(height, width)
    grid_x = xs.view(1, -1).expand(height, width)
    return torch.stack((grid_x, grid_y), -1).reshape(-1, 2)


def decode(raw: Tensor, points: Tensor, stride: int) -> Tensor:
    """Raw distances (n, a, 4) left top right bottom -> boxes (n, a, 4); exp as in FCOS, capped against overflow."""
    distance = raw.clamp(max=5.0).exp() * stride
    return torch.cat((points - distance[..., :2], points + distance[..., 2:]), -1)


def all_points(height: int, width: int, device: torch.device | str = "cpu") -> tuple[Tensor, Tensor]:
    """Anchor points (a, 2) and their strides (a,) of a whole input, in the order of `FaceDetector`'s outputs."""
    points, strides = [], []
    for stride in FaceDetector.STRIDES:
        shape = torch.empty(1, 1, height // stride, width // stride, device=device)
        level = anchor_points(shape, stride)
        points.append(level)
        strides.append(torch.full((len(level),), float(stride), device=device))
    return torch.cat(points), torch.cat(strides)


class ConvBn(nn.Module):
    """Named as in the checkpoint that the embedder starts from: conv, bn, ReLU6 with Keras' batch-norm epsilon."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, groups: int = 1, act: bool = True) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=1e-3)
        self.act = act

    def forward(self, x: Tensor) -> Tensor:
        x = self.bn(self.conv(x))
        return F.relu6(x) if self.act else x


class InvertedResidual(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int, expansion: int) -> None:
        super().__init__()
        hidden = inputs * expansion
        self.expand = ConvBn(inputs, hidden, 1, 1) if expansion != 1 else None
        self.dw = ConvBn(hidden, hidden, 3, stride, hidden)
        self.proj = ConvBn(hidden, outputs, 1, 1, act=False)
        self.res = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        y = self.expand(x) if self.expand is not None else x
        y = self.proj(self.dw(y))
        return x + y if self.res else y


class FaceEmbedder(nn.Module):
    """MobileNetV2 (Sandler 2018), width 1: (n, 3, 112, 112) RGB in 0..1 -> (n, d), not normalised."""

    # expansion, channels, blocks, stride
    STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))

    def __init__(self, dimensions: int = 256, dropout: float = 0.2) -> None:
        super().__init__()
        self.stem = ConvBn(3, 32, 3, 2)
        blocks: list[nn.Module] = []
        inputs = 32
        for expansion, channels, count, stride in self.STAGES:
            for index in range(count):
                blocks.append(InvertedResidual(inputs, channels, stride if index == 0 else 1, expansion))
                inputs = channels
        self.blocks = nn.Sequential(*blocks)
        self.head = ConvBn(320, 1280, 1, 1)
        self.drop = nn.Dropout(dropout)
        self.fc = nn.Linear(1280, dimensions, bias=False)
        self.bn = nn.BatchNorm1d(dimensions)

    def forward(self, x: Tensor) -> Tensor:
        x = self.head(self.blocks(self.stem(x))).mean((2, 3))
        return self.bn(self.fc(self.drop(x)))


def load_weights(module: nn.Module, path: str, complete: bool = True) -> None:
    """Loads a state dict stored in half precision, or a training checkpoint's averaged weights, into `module`.

    Not `complete`: the file may lack layers, which keep their random start, or hold more than are wanted.

    The embedder is trained together with its classifier, which is left behind here.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    state = state.get("model", state)
    if any(key.startswith("margin.") for key in state):
        state = {key.removeprefix("model."): value for key, value in state.items() if key.startswith("model.")}
    module.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()}, strict=complete)
