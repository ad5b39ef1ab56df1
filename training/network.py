"""The recogniser: a small fully convolutional network, one column of scores per 4 pixels, CTC.

Method: CRNN without the recurrence (Shi et al. 2017, arXiv:1507.05717), so that the receptive
field stays near three characters and the network reads glyphs, not language.
"""

from __future__ import annotations

from torch import Tensor, nn

from training.alphabet import BLANK


def conv(
    inside: int,
    outside: int,
    kernel: tuple[int, int],
    stride: tuple[int, int] = (1, 1),
    groups: int = 1,
) -> nn.Sequential:
    """Return a convolution that keeps its input's size, normalised and rectified."""
    padding = (kernel[0] // 2, kernel[1] // 2)
    return nn.Sequential(
        nn.Conv2d(inside, outside, kernel, stride, padding, groups=groups, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Adds a body's output to its input."""

    def __init__(self, body: nn.Module) -> None:
        super().__init__()
        self.body = body

    def forward(self, x: Tensor) -> Tensor:
        """Return input and output together."""
        out: Tensor = x + self.body(x)
        return out


def _along(channels: int) -> Residual:
    return Residual(
        nn.Sequential(
            conv(channels, channels, (1, 5), groups=channels), conv(channels, channels, (1, 1))
        )
    )


class Recogniser(nn.Module):
    """float32[batch, 1, 32, width] -> log-probabilities float32[batch, width / 4, 38]."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(
            conv(1, 16, (3, 3), (2, 2)),
            conv(16, 48, (3, 3), (2, 2)),
            Residual(conv(48, 48, (3, 3))),
            conv(48, 96, (3, 3), (2, 1)),
            Residual(conv(96, 96, (3, 3))),
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
