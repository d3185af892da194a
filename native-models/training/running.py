"""What both training loops need: averaged weights, checkpoints, a log, a device."""

from __future__ import annotations

import copy
import math
import time
from pathlib import Path

import torch
import torch.nn as nn


class Ema:
    """Exponential moving average of weights; the decay grows from 0 so that early averages are not stale."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.module = copy.deepcopy(model).eval()
        self.decay, self.updates = decay, 0

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        self.updates += 1
        decay = min(self.decay, (1 + self.updates) / (20 + self.updates))
        for kept, new in zip(self.module.state_dict().values(), model.state_dict().values(), strict=True):
            if kept.is_floating_point():
                kept.lerp_(new, 1 - decay)
            else:
                kept.copy_(new)


class Log:
    def __init__(self, path: Path) -> None:
        self.path, self.started = path, time.time()

    def __call__(self, message: str) -> None:
        line = f"{(time.time() - self.started) / 60:6.1f} min  {message}"
        print(line, flush=True)
        with open(self.path, "a") as file:
            file.write(line + "\n")


def learning_rate(step: int, warmup: int, steps: int, decay: int = 0) -> float:
    """Factor of the top rate: linear warm-up, then half a cosine down to 1 %, or over the last `decay` steps only."""
    if step < warmup:
        return (step + 1) / warmup
    first = steps - decay if decay else warmup
    progress = max(0.0, (step - first) / max(1, steps - first))
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * progress))


def device_of() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def half_precision(device: torch.device) -> torch.autocast:
    """bfloat16 where the processor multiplies it faster than float32: CUDA, and CPUs with AMX or AVX-512 BF16."""
    able = torch.cpu.get_capabilities()
    fast = device.type == "cuda" or able.get("amx_bf16", False) or able.get("avx512_bf16", False)
    return torch.autocast(device.type, torch.bfloat16, enabled=fast)


def save(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, ema: Ema, step: int) -> None:
    """`model` in the file is the average (what is exported); `raw` and the rest are for resuming."""
    state = {
        "model": ema.module.state_dict(),
        "raw": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "updates": ema.updates,
        "step": step,
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def resume(path: Path, model: nn.Module, optimizer: torch.optim.Optimizer, ema: Ema) -> int:
    """Continues from `path` where it exists; returns the step to run next."""
    if not path.exists():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["raw"])
    ema.module.load_state_dict(state["model"])
    ema.updates = state["updates"]
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])
