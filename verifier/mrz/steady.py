"""A second look at rows already read: other cuts, other colours, the scores averaged."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from verifier.mrz.assemble import STEP, Candidate, as_format, reseated
from verifier.mrz.decode import find_slots
from verifier.mrz.recognise import scores
from verifier.mrz.strip import TALL, Pyramid, cut, plan

_TALLS: Final = (1.35, 1.8)


def steadied(pages: Pyramid, colours: Pyramid, candidate: Candidate) -> Candidate:
    """Read the candidate's rows again: taller, flatter, sharpened, and without coloured ink.

    The scores are averaged; `colours` is the page as the brightest of its colours, in which
    red and blue stamps fade and black print stays.
    """
    views = [(pages, tall) for tall in _TALLS] + [(colours, TALL), (pages.sharpened(), TALL)]
    plans = [[plan(read.line.row, tall) for read in candidate.reads] for _, tall in views]
    strips = [cut(page, how) for (page, _), hows in zip(views, plans, strict=True) for how in hows]
    found = scores(strips)
    count = len(candidate.reads)
    reads = []
    for number, read in enumerate(candidate.reads):
        seen = [read.raw, *found[number::count]]
        mean = np.log(np.mean(np.exp(np.stack(seen)), axis=0) + 1e-9).astype(np.float32)
        reads.append(replace(read, raw=mean, slots=find_slots(mean, STEP)))
    again = as_format(candidate.layout, tuple(reads), {})
    return candidate if again is None else reseated(again)
