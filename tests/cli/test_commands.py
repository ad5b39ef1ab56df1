"""The command as a person types it: exit codes, one JSON object, errors in plain words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fixtures.codes import hc1_cases
from tests.corpus import REPOSITORY, drawn
from verifier.report.schema import problems

CANDOR = str(Path(sys.executable).with_name("candor"))
DEMO = ("--policy", "demo", "--as-of", "2026-11-22")


def candor(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CANDOR, *words], capture_output=True, text=True, timeout=120, cwd=REPOSITORY
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("drawn")
    for name in ("uto-passport", "uto-passport-expired", "uto-passport-wrong-check-digit"):
        for item in drawn(name):
            (root / item.name).write_bytes(item.data)
    (root / "empty.jpg").write_bytes(b"")
    return root


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("uto-passport.png", 0),
        ("uto-passport-wrong-check-digit.png", 10),
        ("uto-passport-expired.png", 12),
        ("empty.jpg", 10),
    ],
)
def test_exit_codes_follow_the_decision(folder, file, code):
    done = candor("verify", str(folder / file), *DEMO, "--json")
    assert done.returncode == code, done.stderr
    report = json.loads(done.stdout)
    assert problems(report) == []
    assert done.stderr == ""


def test_the_applicants_report_holds_nothing_of_the_reviewers(folder):
    path = str(folder / "uto-passport-expired.png")
    done = candor("verify", path, *DEMO, "--json", "--audience", "applicant")
    assert "reviewer" not in done.stdout
    assert "confidence" not in done.stdout
    assert "findings" not in json.loads(done.stdout)


def test_a_program_gets_codes_and_no_prose(folder):
    path = str(folder / "uto-passport-expired.png")
    done = candor("verify", path, *DEMO, "--audience", "integrator")
    report = json.loads(done.stdout)
    assert problems(report) == []
    assert report["reasons"][0]["code"] == "validity.expired"
    assert "The document expired" not in done.stdout


def test_the_terminal_report_tells_what_to_do(folder, tmp_path):
    picture = tmp_path / "annotated.png"
    done = candor(
        "verify", str(folder / "uto-passport-expired.png"), *DEMO, "--annotate", str(picture)
    )
    assert "The document expired on 28 February 2022." in done.stdout
    assert "Send a document that is valid now." in done.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words",
    [
        ("verify",),
        ("verify", "/no/such/file.jpg"),
        ("verify", "README.md", "--birth-date", "12.08.1974"),
        ("verify", "README.md", "--claim", "README.md"),
        ("verify", "README.md", "--as-of", "yesterday"),
        ("nonsense",),
    ],
)
def test_usage_errors_are_plain_and_exit_with_2(words):
    done = candor(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_an_unknown_policy_names_those_there_are():
    done = candor("verify", "README.md", "--policy", "nosuch")
    assert done.returncode == 1
    assert "default" in done.stderr


def test_policies_are_listed_and_checked(tmp_path):
    assert "strict  (evidence at least strong)" in candor("policies", "list").stdout
    assert candor("policies", "check", "strict").returncode == 0
    mine = tmp_path / "mine.toml"
    mine.write_text("review_days = 0\n", encoding="utf-8")
    done = candor("policies", "check", str(mine))
    assert done.returncode == 1
    assert "mine.toml: review_days" in done.stdout


def test_names_are_compared_by_hand():
    done = candor("names", "compare", "ОЛЕНА КОВАЛЬ", "Olena Koval", "--country", "UKR", "--json")
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "same_by_rule"
    assert answer["rule"].startswith("romanisation.")
    assert answer["alignment"]


def test_what_is_accepted_is_told_in_plain_words():
    done = candor("accepts", "UKR", "--lacking", "passport,utility_bill")
    assert done.returncode == 0
    assert "What you can send (Ukraine):" in done.stdout
    assert candor("accepts", "XXX").returncode == 2


def test_trust_is_added_listed_and_used(tmp_path):
    case = next(case for case in hc1_cases.cases() if case.defect == "signed")
    certificate, payload = tmp_path / "signer.der", tmp_path / "code.txt"
    certificate.write_bytes(case.trust[0][0])
    payload.write_bytes(case.payloads[0])
    store = str(tmp_path / "store")
    assert candor("trust", "--store", store, "list").stdout == ""
    added = candor("trust", "--store", store, "add", str(certificate), "--purpose", "hc1")
    assert added.returncode == 0, added.stderr
    assert "hc1" in candor("trust", "--store", store, "list").stdout

    def seal(*trust: str) -> dict[str, object]:
        words = ("--payload", str(payload), "--trust-only", "--as-of", "2026-11-22", "--json")
        report = json.loads(candor("verify", *words, *trust).stdout)
        assert problems(report) == []
        return report["seals"][0]

    assert seal()["status"] == "unknown_issuer"
    trusted = seal("--trust", str(certificate))
    assert trusted["status"] == "trusted"
    assert trusted["readings"] == dict(case.fields)


def test_what_is_no_trust_anchor_is_refused_in_plain_words(tmp_path):
    done = candor("trust", "--store", str(tmp_path), "add", "README.md")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
