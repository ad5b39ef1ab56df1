"""Train the network that tells alphabets apart, on drawn lines, and export it.

`python -m training.lines.train --data FOLDER --out FOLDER [--minutes M] [--seed S]
[--workers N]`: `--data` holds `words/` and `fonts/` (see training/README.md). No real image is
read. `scripts.onnx`: `strips` float32[n, 1, 48, w] -> `scores` [n, w / 4, classes], the classes'
names in its metadata.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from training.lines.draw import HEIGHT, STEP, Press
from training.lines.languages import CLASSES
from training.lines.network import ScriptFinder

_WIDTHS = (128, 224, 320, 448, 640)
_AREA = 64 * 320  # pixels along in a batch, so that wide strips come in smaller batches
_WARM_UP = 200
_PEAK = 3e-3
_DECAY = 0.998
_SHOW = 100
_USES = 3  # of each batch: drawing takes longer than learning
_KEPT = 64

Batch = tuple[torch.Tensor, torch.Tensor]


class Lines(IterableDataset[Batch]):
    """Batches for ever: strips uint8[n, 1, 48, w] and classes int64[n, w / 4]."""

    def __init__(self, data: Path, seed: int) -> None:
        self.data, self.seed = data, seed

    def __iter__(self) -> Iterator[Batch]:
        """Draw with a seed of the worker's own."""
        cv2.setNumThreads(1)
        worker = get_worker_info()
        press = Press(self.data, self.seed * 1000 + (worker.id if worker else 0))
        while True:
            yield _batch(press)


def _batch(press: Press) -> Batch:
    width = press.rng.choice(_WIDTHS)
    count = _AREA // width
    strips = np.zeros((count, 1, HEIGHT, width), np.uint8)
    shown = np.zeros((count, width // STEP), np.int64)
    for row in range(count):
        image, columns = press.sample(width)
        right = width - image.shape[1]
        strips[row, 0] = np.pad(image, ((0, 0), (0, right)), mode="edge")
        shown[row, : len(columns)] = columns
    return torch.from_numpy(strips), torch.from_numpy(shown)


def normalised(strips: torch.Tensor) -> torch.Tensor:
    """Return float strips of zero mean and unit spread each, as the reader makes them."""
    x = strips.float()
    mean = x.mean(dim=(2, 3), keepdim=True)
    return (x - mean) / x.std(dim=(2, 3), keepdim=True).clamp_min(8.0)


def _again(loader: Iterator[Batch]) -> Iterator[Batch]:
    """Yield every batch a few times, not in a row."""
    kept: deque[Batch] = deque(maxlen=_KEPT)
    pick = np.random.default_rng(1)
    for fresh in loader:
        kept.append(fresh)
        yield fresh
        for _ in range(_USES - 1):
            yield kept[int(pick.integers(len(kept)))]


def train(chosen: argparse.Namespace) -> None:
    """Train for the given minutes on a cosine of time; write `checkpoint.pt` and `scripts.onnx`."""
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(1)
    loader = DataLoader(
        Lines(chosen.data, chosen.seed),
        batch_size=None,
        num_workers=chosen.workers,
        prefetch_factor=8,
    )
    model = ScriptFinder().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    if chosen.warm:
        model.load_state_dict(torch.load(chosen.warm))
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_DECAY), use_buffers=True
    )
    optimiser = torch.optim.AdamW(model.parameters(), _PEAK, weight_decay=1e-2)
    judge = nn.CrossEntropyLoss()
    start = time.monotonic()
    losses: list[float] = []
    for step, (strips, shown) in enumerate(_again(iter(loader))):
        spent = (time.monotonic() - start) / (chosen.minutes * 60)
        if spent >= 1:
            break
        rate = min(1.0, (step + 1) / _WARM_UP) * (0.505 + 0.495 * math.cos(math.pi * spent))
        for group in optimiser.param_groups:
            group["lr"] = _PEAK * rate
        x = normalised(strips).to(memory_format=torch.channels_last)
        model.train()
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(x)
        loss = judge(scores.flatten(0, 1), shown.flatten())
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        average.update_parameters(model)
        losses.append(float(loss.detach()))
        if (step + 1) % _SHOW == 0:
            right = (scores.detach().argmax(-1) == shown)[shown > 0].float().mean()
            print(
                f"step {step + 1} {time.monotonic() - start:.0f}s "
                f"loss {np.mean(losses[-_SHOW:]):.4f} columns right {float(right):.3f}",
                flush=True,
            )
        if (step + 1) % (20 * _SHOW) == 0:
            export(average.module, chosen.out)
    export(average.module, chosen.out)


def export(trained: nn.Module, out: Path) -> None:
    """Write the checkpoint and the ONNX file; a reader never sees a half-written one."""
    torch.save(trained.state_dict(), out / "checkpoint.pt")
    model = ScriptFinder()
    model.load_state_dict(trained.state_dict())
    model.eval()
    part = out / "scripts.part"
    torch.onnx.export(
        model,
        (torch.zeros(1, 1, HEIGHT, 320),),
        str(part),
        input_names=["strips"],
        output_names=["scores"],
        dynamic_axes={"strips": {0: "n", 3: "w"}, "scores": {0: "n", 1: "t"}},
        opset_version=17,
        dynamo=False,
    )
    graph = onnx.load(part)
    onnx.helper.set_model_props(graph, {"classes": " ".join(CLASSES[1:])})
    onnx.save(graph, part)
    part.replace(out / "scripts.onnx")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warm", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    train(chosen)


if __name__ == "__main__":
    main()
