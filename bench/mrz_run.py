"""Running a zone reader over images in a process of its own, with its CPU time and memory."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from bench.mrz_readers import NOTHING, READERS, Answer
from bench.mrz_wear import DEGRADATIONS, TURNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Answers in the order asked, CPU seconds of each (children's too), peak memory in MB."""

    answers: tuple[Answer, ...]
    seconds: tuple[float, ...]
    megabytes: float
    idle_megabytes: float


Job = tuple[str, str]
"""An image's path, and the name of the change made to it ("" for none)."""


def _spent() -> float:
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        spent += usage.ru_utime + usage.ru_stime
    return spent


def _peak() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _changed(path: str, change: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    image = np.asarray(cv2.imread(path, cv2.IMREAD_COLOR), np.uint8)
    if not change:
        return image
    return (TURNS.get(change) or DEGRADATIONS[change])(image)


def _work(reader: str, jobs: Sequence[Job]) -> Run:
    cv2.setNumThreads(1)
    read = READERS[reader]()
    idle = _peak()
    answers, seconds = [], []
    for path, change in jobs:
        image = _changed(path, change)
        start = _spent()
        try:
            answer = read(image)
        except Exception:  # a peer that stops on an image has read nothing; ours must not
            if reader == "candor":
                raise
            answer = NOTHING
        seconds.append(_spent() - start)
        answers.append(answer)
    return Run(
        answers=tuple(answers), seconds=tuple(seconds), megabytes=_peak(), idle_megabytes=idle
    )


def run(reader: str, images: Sequence[Path], change: str = "") -> Run:
    """Read every image with `reader`, changed as named, in a fresh process."""
    jobs = [(str(path), change) for path in images]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_work, reader, jobs).result()


def run_all(reader: str, images: Sequence[Path], changes: Sequence[str]) -> dict[str, Run]:
    """Read every image under every change, in one process; return the runs by change."""
    jobs = [(str(path), change) for change in changes for path in images]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        whole = pool.submit(_work, reader, jobs).result()
    count = len(images)
    return {
        change: Run(
            answers=whole.answers[n * count : (n + 1) * count],
            seconds=whole.seconds[n * count : (n + 1) * count],
            megabytes=whole.megabytes,
            idle_megabytes=whole.idle_megabytes,
        )
        for n, change in enumerate(changes)
    }
