"""Write a trained checkpoint as ONNX: `strips` float32[n, 1, 32, w] -> `scores` [n, w / 4, 38]."""

from __future__ import annotations

from pathlib import Path

import torch

from training.network import Recogniser

OPSET = 17


def export(checkpoint: Path, target: Path) -> None:
    """Write the ONNX file; a reader never sees a half-written one."""
    model = Recogniser()
    model.load_state_dict(torch.load(checkpoint))
    model.eval()
    part = target.with_suffix(".part")
    torch.onnx.export(
        model,
        (torch.zeros(1, 1, 32, 640),),
        str(part),
        input_names=["strips"],
        output_names=["scores"],
        dynamic_axes={"strips": {0: "n", 3: "w"}, "scores": {0: "n", 1: "t"}},
        opset_version=OPSET,
        dynamo=False,
    )
    part.replace(target)
