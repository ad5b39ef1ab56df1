"""Log lines are JSON and never carry what an exception or another library would quote."""

from __future__ import annotations

import io
import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.logs import OneLine, configure


@pytest.fixture
def written():
    """A function that returns the lines so far; the process's own handlers come back."""
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    stream = io.StringIO()
    configure(stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def test_our_lines_say_their_sentence_with_identifiers(written):
    logging.getLogger("candor.api").info("case %s is late", "ver_1", extra={"facts": {"days": 2}})
    (line,) = written()
    assert line["says"] == "case ver_1 is late"
    assert line["facts"] == {"days": 2}
    assert (line["level"], line["logger"]) == ("info", "candor.api")


def test_an_exceptions_words_are_never_written(written):
    try:
        try:
            raise ValueError("Anna Maria Eriksson")
        except ValueError as error:
            raise KeyError("L898902C3") from error
    except KeyError:
        logging.getLogger("candor.api").exception("a check failed")
    (line,) = written()
    assert line["error"]["type"] == "builtins.KeyError"
    assert line["error"]["because"] == "builtins.ValueError"
    assert "test_logs.py" in line["error"]["where"][-1]
    assert "Eriksson" not in json.dumps(line)
    assert "L898902C3" not in json.dumps(line)


def test_other_libraries_say_their_sentence_without_its_values(written):
    logging.getLogger("httpx").warning("request to %s failed", "https://a.example/?name=Anna")
    logging.getLogger("httpx").info("not at all")
    (line,) = written()
    assert line["says"] == "request to %s failed"


@given(st.text())
def test_every_line_is_one_line(text):
    record = logging.LogRecord("candor.x", logging.INFO, "f", 1, "%s", (text,), None)
    line = OneLine().format(record)
    assert len(line.splitlines()) <= 1 or "\n" not in line
    assert "\n" not in line
    assert json.loads(line)["says"] == text[:500]
