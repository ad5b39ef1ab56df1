"""What docs/service.md, compose.yaml and the settings say agrees, and its curl lines work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest
import yaml

from bench.installation import installation
from tests.corpus import REPOSITORY

DOCUMENT = (REPOSITORY / "docs" / "service.md").read_text(encoding="utf-8")
SETTINGS = (REPOSITORY / "api" / "settings.py").read_text(encoding="utf-8")
VARIABLE = re.compile(r"CANDOR_[A-Z_]+[A-Z]")


def lines_under(heading: str) -> str:
    section = DOCUMENT.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return "\n".join(re.findall(r"```sh\n(.*?)```", section, flags=re.DOTALL))


def lines_of_the_readme() -> str:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    return text.partition("<!-- service begins -->\n```\n")[2].partition("```")[0]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed here")
def test_the_readmes_lines_lead_to_reasons_in_ukrainian(tmp_path):
    with installation() as service:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", lines_of_the_readme()],
            cwd=tmp_path,
            env={**os.environ, "URL": service.url, "CANDOR_DATA": str(service.data)},
            capture_output=True,
            text=True,
            timeout=900,
        )
    assert done.returncode == 0, done.stderr
    assert "28 лютого 2022" in done.stdout


@pytest.mark.all
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed here")
def test_the_curl_lines_lead_to_reasons_in_ukrainian(tmp_path):
    with installation() as service:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", lines_under("From nothing to reasons")],
            cwd=tmp_path,
            env={**os.environ, "URL": service.url, "CANDOR_DATA": str(service.data)},
            capture_output=True,
            text=True,
            timeout=900,
        )
    assert done.returncode == 0, done.stderr
    assert '"state":"needs_you"' in done.stdout
    assert "28 лютого 2022" in done.stdout
    assert (tmp_path / "statement.pdf").read_bytes().startswith(b"%PDF")


def test_every_setting_is_in_the_table():
    known = set(VARIABLE.findall(SETTINGS))
    assert known
    rows = "\n".join(line for line in DOCUMENT.splitlines() if line.startswith("|"))
    assert known - set(VARIABLE.findall(rows)) == set()
    assert set(VARIABLE.findall(DOCUMENT)) <= known


def test_the_compose_file_sets_only_what_is_read():
    composed = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))
    services = composed["services"]
    assert {"web", "worker", "database", "store"} <= set(services)
    for name in ("web", "worker"):
        ours = {one for one in services[name]["environment"] if one.startswith("CANDOR_")}
        assert ours <= set(VARIABLE.findall(SETTINGS))
        # A worker ends with status 0 when its connection does.
        assert services[name]["restart"] == "always"


def test_the_image_starts_the_service():
    from api.command import WORDS

    command = re.search(r"^CMD (\[.*\])$", (REPOSITORY / "Dockerfile").read_text(), re.MULTILINE)
    assert command is not None
    assert yaml.safe_load(command[1])[0] in WORDS
