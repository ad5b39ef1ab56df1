"""The recogniser: a small fully convolutional network, one column of scores per 4 pixels, CTC.

Method: CRNN without the recurrence (Shi et al. 2017, arXiv:1507.05717), so that the receptive
field stays near three characters and the network reads glyphs, not language.
"""

from __future__ import annotations

from torch import Tensor, nn

from training.alphabet import BLANK


def _conv(
    inside: int,
    outside: int,
    kernel: tuple[int, int],
    stride: tuple[int, int] = (1, 1),
    groups: int = 1,
) -> nn.Sequential:
    padding = (kernel[0] // 2, kernel[1] // 2)
    return nn.Sequential(
        nn.Conv2d(inside, outside, kernel, stride, padding, groups=groups, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


class _Residual(nn.Module):
    def __init__(self, body: nn.Module) -> None:
        super().__init__()
        self.body = body

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.body(x)
        return out


def _along(channels: int) -> _Residual:
    return _Residual(
        nn.Sequential(
            _conv(channels, channels, (1, 5), groups=channels), _conv(channels, channels, (1, 1))
        )
    )


class Recogniser(nn.Module):
    """float32[batch, 1, 32, width] -> log-probabilities float32[batch, width / 4, 38]."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            _conv(1, 16, (3, 3), (2, 2)),
            _conv(16, 48, (3, 3), (2, 2)),
            _Residual(_conv(48, 48, (3, 3))),
            _conv(48, 96, (3, 3), (2, 1)),
            _Residual(_conv(96, 96, (3, 3))),
            nn.Conv2d(96, 160, (4, 1), bias=False),
            nn.BatchNorm2d(160),
            nn.ReLU(inplace=True),
            _along(160),
            _along(160),
            _along(160),
        )
        self.dropout = nn.Dropout(0.1)
        self.scores = nn.Conv2d(160, BLANK + 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Return log-probabilities per column."""
        out: Tensor = self.scores(self.dropout(self.features(x)))
        return out.squeeze(2).transpose(1, 2).float().log_softmax(-1)
