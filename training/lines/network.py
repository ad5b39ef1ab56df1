"""Which alphabet stands where on a line: a small convolutional network, a class per 4 pixels.

Dilated steps along the line let a letter that two alphabets share be told by its neighbours.
"""

from __future__ import annotations

from torch import Tensor, nn

from training.lines.languages import CLASSES
from training.network import Residual, conv

_WIDE = 72
_REACHES = (1, 2, 4, 8, 16, 1)  # columns between the taps of each step


def _along(reach: int) -> Residual:
    return Residual(
        nn.Sequential(
            nn.Conv2d(
                _WIDE,
                _WIDE,
                (1, 5),
                padding=(0, 2 * reach),
                dilation=(1, reach),
                groups=_WIDE,
                bias=False,
            ),
            nn.BatchNorm2d(_WIDE),
            conv(_WIDE, _WIDE, (1, 1)),
        )
    )


class ScriptFinder(nn.Module):
    """float32[batch, 1, 48, width] -> scores float32[batch, width / 4, classes]."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            conv(1, 12, (3, 3), (2, 2)),
            conv(12, 24, (3, 3), (2, 2)),
            conv(24, 48, (3, 3), (2, 1)),
            Residual(conv(48, 48, (3, 3))),
            nn.Conv2d(48, _WIDE, (6, 1), bias=False),
            nn.BatchNorm2d(_WIDE),
            nn.ReLU(inplace=True),
            *map(_along, _REACHES),
        )
        self.scores = nn.Conv2d(_WIDE, len(CLASSES), 1)

    def forward(self, x: Tensor) -> Tensor:
        """Return scores per column."""
        out: Tensor = self.scores(self.features(x))
        return out.squeeze(2).transpose(1, 2).float()
