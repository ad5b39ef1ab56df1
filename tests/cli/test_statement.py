"""`candor statement`: a key is made, papers are issued, and anyone checks them offline."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import REPOSITORY, drawn
from tests.statement.test_platform_file import TEXT as PLATFORM

CANDOR = str(Path(sys.executable).with_name("candor"))
OUTSIDE = '[[remedy]]\nkind = "court"\nwhere = "Courts of Dublin, Ireland"\n'


def candor(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CANDOR, "statement", *words], capture_output=True, text=True, timeout=120, cwd=REPOSITORY
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("desk")
    (root / "platform.toml").write_text(PLATFORM + OUTSIDE, encoding="utf-8")
    for name in ("uto-passport", "uto-passport-expired"):
        (root / f"{name}.png").write_bytes(drawn(name)[0].data)
    assert candor("keygen", "--out", str(root)).returncode == 0
    return root


def issue(desk: Path, name: str, *more: str) -> subprocess.CompletedProcess[str]:
    words = ("--platform", str(desk / "platform.toml"), "--key", str(desk / "statement-key.pem"))
    given = ("--policy", "demo", "--as-of", "2026-11-22", "--account", "freelancer-8841")
    paper = ("--reference", f"GF-{name}", "--out", str(desk / "out"))
    return candor(str(desk / f"{name}.png"), *words, *given, *paper, *more)


def test_a_refusal_gets_a_statement_that_anyone_can_check(desk):
    done = issue(desk, "uto-passport-expired", "--lang", "uk")
    assert done.returncode == 12, done.stderr
    made = sorted(path.suffix for path in (desk / "out").glob("GF-uto-passport-expired.*"))
    assert made == [".json", ".jws", ".pdf"]
    for suffix in ("jws", "pdf"):
        paper = str(desk / "out" / f"GF-uto-passport-expired.{suffix}")
        checked = candor("verify", paper, "--keys", str(desk / "jwks.json"))
        assert checked.returncode == 0
        assert checked.stdout.startswith("genuine")
        assert "validity.expired" in checked.stdout


def test_an_acceptance_gets_a_receipt(desk):
    done = issue(desk, "uto-passport", "--name", "Anna Maria Eriksson")
    assert done.returncode == 0, done.stderr
    told = json.loads((desk / "out" / "GF-uto-passport.json").read_text(encoding="utf-8"))
    assert told["schema"] == "candor.receipt/1"
    assert told["assurance"]["level"] == "strong"


def test_a_changed_paper_is_not_genuine(desk, tmp_path):
    issue(desk, "uto-passport-expired")
    head, body, signature = (desk / "out/GF-uto-passport-expired.jws").read_text().split(".")
    forged = tmp_path / "forged.jws"
    forged.write_text(f"{head}.{body[:-8]}AAAAAAAA.{signature}", encoding="ascii")
    checked = candor("verify", str(forged), "--keys", str(desk / "jwks.json"))
    assert checked.returncode == 12
    assert checked.stdout.startswith("invalid signature")


def test_a_paper_of_an_unknown_issuer_is_not_called_forged(desk, tmp_path):
    issue(desk, "uto-passport-expired")
    candor("keygen", "--out", str(tmp_path))
    paper = str(desk / "out" / "GF-uto-passport-expired.jws")
    checked = candor("verify", paper, "--keys", str(tmp_path / "jwks.json"))
    assert checked.returncode == 11
    assert checked.stdout.startswith("unknown key")


def test_an_incomplete_platform_issues_nothing(desk, tmp_path):
    (tmp_path / "platform.toml").write_text('name = "Gigforge"\n', encoding="utf-8")
    done = issue(desk, "uto-passport-expired", "--platform", str(tmp_path / "platform.toml"))
    assert done.returncode == 1
    assert "platform.legal_name is missing" in done.stderr
    assert "ground is missing" in done.stderr


def test_what_is_missing_on_the_line_is_named(desk):
    done = candor(str(desk / "uto-passport.png"))
    assert done.returncode == 2
    assert "--platform, --key, --out, --reference, --account" in done.stderr


def test_a_signing_key_is_secret_and_never_overwritten(desk):
    assert (desk / "statement-key.pem").stat().st_mode & 0o077 == 0
    again = candor("keygen", "--out", str(desk))
    assert again.returncode == 2
    assert "never overwritten" in again.stderr
