"""Train the zone recogniser on drawn lines and export it.

`python -m training.train --out FOLDER [--steps N] [--seed S] [--warm CHECKPOINT]
[--stop STEP]`, with torch
(CPU build) installed beside numpy, opencv, pillow, onnx and onnxruntime; `./run train-mrz` sets
that up. No real image is read. Checkpoints and the ONNX file in FOLDER are renewed as it goes.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from training import draw
from training.alphabet import BLANK, INDEX, normalise
from training.export import export
from training.network import Recogniser

THREADS = 1  # beside other work, a second thread waits more than it computes
BATCH = 64
PEAK_RATE = 2.5e-3
WARM_RATE = 1.2e-3
WARM_UP = 200
AVERAGE_DECAY = 0.998
SAVE_EVERY = 250
SHOW_EVERY = 100

Batch = tuple[np.ndarray, np.ndarray, np.ndarray]


def batch(rng: random.Random, noise: np.random.Generator) -> Batch:
    """Return strips float16[64, 1, 32, 240], the labels end to end, and their lengths."""
    strips = np.zeros((BATCH, 1, draw.HEIGHT, draw.WIDTH), np.float16)
    labels: list[int] = []
    lengths: list[int] = []
    for row in range(BATCH):
        image, text = draw.sample(rng, noise)
        values = normalise(image)[:, : draw.WIDTH]
        left = rng.randint(0, draw.WIDTH - values.shape[1])
        right = draw.WIDTH - values.shape[1] - left
        strips[row, 0] = np.pad(values, ((0, 0), (left, right)), mode="edge")
        labels += [INDEX[c] for c in text]
        lengths.append(len(text))
    return strips, np.array(labels), np.array(lengths)


def _draw_for_ever(queue: Any, seed: int) -> None:
    import cv2

    cv2.setNumThreads(1)
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    while True:
        queue.put(batch(rng, noise))


def greedy(scores: torch.Tensor) -> list[list[int]]:
    """Return the best class per column, repeats and blanks removed, per strip."""
    rows = []
    for best in scores.argmax(-1).tolist():
        kept = [c for i, c in enumerate(best) if c != BLANK and (i == 0 or best[i - 1] != c)]
        rows.append(kept)
    return rows


def _exact(scores: torch.Tensor, labels: np.ndarray, lengths: np.ndarray) -> float:
    truth = np.split(labels, np.cumsum(lengths)[:-1])
    read = greedy(scores)
    return float(np.mean([a == b.tolist() for a, b in zip(read, truth, strict=True)]))


def _average(kept: dict[str, torch.Tensor], model: nn.Module, decay: float) -> None:
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                kept[name].mul_(decay).add_(value, alpha=1 - decay)
            else:
                kept[name] = value.clone()


def _rate(step: int, steps: int, peak: float) -> float:
    return (
        peak * min(1.0, (step + 1) / WARM_UP) * (0.505 + 0.495 * math.cos(math.pi * step / steps))
    )


def train(out: Path, steps: int, seed: int, warm: Path | None, stop: int) -> None:
    """Run `stop` steps of a schedule of `steps`; write `checkpoint.pt` and `zone.onnx` to `out`."""
    torch.manual_seed(seed)
    torch.set_num_threads(THREADS)
    # One drawing process keeps the order of batches, and so the result, a function of the seed.
    queue = multiprocessing.Queue(32)
    multiprocessing.Process(target=_draw_for_ever, args=(queue, seed), daemon=True).start()
    model = Recogniser().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    if warm is not None:
        model.load_state_dict(torch.load(warm))
    peak = PEAK_RATE if warm is None else WARM_RATE
    optimiser = torch.optim.AdamW(model.parameters(), peak, weight_decay=1e-2)
    ctc = nn.CTCLoss(blank=BLANK, zero_infinity=True)
    kept = {name: value.clone() for name, value in model.state_dict().items()}
    start, waited, exact, losses = time.monotonic(), 0.0, [], []
    for step in range(min(steps, stop)):
        for group in optimiser.param_groups:
            group["lr"] = _rate(step, steps, peak)
        before = time.monotonic()
        strips, labels, lengths = queue.get()
        waited += time.monotonic() - before
        x = torch.from_numpy(strips).float().to(memory_format=torch.channels_last)
        model.train()
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(x)
        columns = torch.full((BATCH,), scores.shape[1])
        loss = ctc(
            scores.transpose(0, 1), torch.from_numpy(labels), columns, torch.from_numpy(lengths)
        )
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        _average(kept, model, min(AVERAGE_DECAY, (1 + step) / (10 + step)))
        losses.append(float(loss.detach()))
        if (step + 1) % 20 == 0:
            exact.append(_exact(scores.detach(), labels, lengths))
        if (step + 1) % SHOW_EVERY == 0:
            print(
                f"step {step + 1} {time.monotonic() - start:.0f}s "
                f"loss {np.mean(losses[-100:]):.4f} "
                f"exact {np.mean(exact[-5:]):.3f} waited {waited:.0f}s",
                flush=True,
            )
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == min(steps, stop):
            torch.save(kept, out / "checkpoint.pt")
            export(out / "checkpoint.pt", out / "zone.onnx")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=14000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--warm", type=Path)
    parser.add_argument("--stop", type=int, default=10**9)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    train(chosen.out, chosen.steps, chosen.seed, chosen.warm, chosen.stop)


if __name__ == "__main__":
    main()
