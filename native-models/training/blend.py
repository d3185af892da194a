"""Averages two checkpoints of one network: python blend.py OLD.pt NEW.pt --share 0.5 --out RUNS/blend.pt

A network that was trained on from another one lies in one valley with it: between them there is often one that keeps
what the old one knew and has most of what the new one learned (WiSE-FT, Wortsman 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def weights_of(path: Path) -> dict[str, Tensor]:
    state = torch.load(path, map_location="cpu", weights_only=True)
    weights: dict[str, Tensor] = state.get("model", state)
    if any(key.startswith("margin.") for key in weights):
        weights = {k.removeprefix("model."): v for k, v in weights.items() if k.startswith("model.")}
    return weights


def blend(old: dict[str, Tensor], new: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """`share` of the new weights; what is no number with a fraction (a count of batches) is the new one's."""
    return {
        key: value.float().lerp(new[key].float(), share) if value.is_floating_point() else new[key]
        for key, value in old.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--share", type=float, required=True, help="how much of the new one")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    blended = blend(weights_of(arguments.old), weights_of(arguments.new), arguments.share)
    torch.save({"model": blended}, arguments.out)


if __name__ == "__main__":
    main()
