"""Each of the catalogue's checks turns red when its fault is put in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import load
from verifier.reasons.check import check
from verifier.reasons.index import write_index

ROOT = Path(__file__).resolve().parents[2]
REASONS = Path("verifier") / "reasons"
KEPT_LANGUAGES = ("uk", "ar")  # enough to show a fault, quick enough to parse every time
EMIT = Path("verifier") / "rules" / "emit.py"
SHOW = Path("tests") / "test_shown.py"
T3_FILE = REASONS / "integrity" / "design_mismatch.toml"
A_FILE = REASONS / "validity" / "expired.toml"
UK = REASONS / "locale" / "uk" / "LC_MESSAGES" / "reasons.po"
AR = REASONS / "locale" / "ar" / "LC_MESSAGES" / "reasons.po"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with our catalogue, in which every code is emitted and shown."""
    for path in (ROOT / REASONS).glob("*/*.toml"):
        copy(path, tmp_path)
    copy(ROOT / REASONS / "words.toml", tmp_path)
    copy(ROOT / REASONS / "sentences.toml", tmp_path)
    for tag in KEPT_LANGUAGES:
        copy(ROOT / REASONS / "locale" / tag / "LC_MESSAGES" / "reasons.po", tmp_path)
    names = "\n".join(f"ReasonCode.{code.name}" for code in ReasonCode)
    write(tmp_path / EMIT, names)
    write(tmp_path / SHOW, names)
    write_index(tmp_path, load(tmp_path / REASONS))
    return tmp_path


def copy(path: Path, to: Path) -> None:
    target = to / path.relative_to(ROOT)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def problems(root: Path) -> list[str]:
    return [str(p) for p in check(root) if "no translation" not in p.what]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(root: Path, *words: str) -> bool:
    return any(all(word in line for word in words) for line in problems(root))


def test_our_own_catalogue_has_no_problem_of_its_own(repository):
    assert problems(repository) == []


def test_every_language_is_asked_for(repository):
    asked = {p.where for p in check(repository) if p.what == "no translation"}
    assert {"pl", "sr-Cyrl", "vi"} <= asked
    assert not asked & set(KEPT_LANGUAGES)


def test_a_code_without_a_file(repository):
    (repository / A_FILE).unlink()
    assert found(repository, "validity.expired", "no file")


def test_a_file_without_a_code(repository):
    shutil.copyfile(repository / A_FILE, repository / REASONS / "validity" / "stale.toml")
    assert found(repository, "validity.stale", "the enum does not")


def test_a_file_that_cannot_be_read(repository):
    write(repository / A_FILE, "stage = ")
    assert found(repository, "expired.toml", "Mend the file")


def test_a_code_nobody_emits(repository):
    change(repository / EMIT, "ReasonCode.VALIDITY_EXPIRED", "")
    assert found(repository, "validity.expired", "nothing emits it")


def test_ordering_reasons_is_not_emitting_them(repository):
    change(repository / EMIT, "ReasonCode.VALIDITY_EXPIRED", "")
    write(repository / "verifier/decide/causes.py", "ReasonCode.VALIDITY_EXPIRED")
    assert found(repository, "validity.expired", "nothing emits it")


def test_a_profile_rule_emits_its_reason(repository):
    change(repository / EMIT, "ReasonCode.VALIDITY_EXPIRED", "")
    write(repository / "country_profiles/uto/p.toml", 'reason = "validity.expired"')
    assert problems(repository) == []


def test_a_code_no_test_or_specimen_shows(repository):
    change(repository / SHOW, "ReasonCode.VALIDITY_EXPIRED", "")
    assert found(repository, "validity.expired", "no specimen or test")


def test_a_test_of_the_catalogue_shows_no_document(repository):
    change(repository / SHOW, "ReasonCode.VALIDITY_EXPIRED", "")
    write(repository / "tests" / "reasons" / "test_any.py", "ReasonCode.VALIDITY_EXPIRED")
    assert found(repository, "validity.expired", "no specimen or test")


def test_an_undeclared_placeholder(repository):
    change(repository / A_FILE, "expired on {date}", "expired on {day}")
    assert found(repository, "validity.expired applicant title", "{day}")


def test_a_placeholder_only_the_reviewer_may_see(repository):
    blurred = repository / REASONS / "capture" / "blurred.toml"
    change(blurred, "read: {fields}.", "read: {sharpness}.")
    assert found(repository, "capture.blurred applicant title", "{sharpness}")


def test_a_text_with_no_variant_that_is_always_true(repository):
    change(repository / A_FILE, '    "The document has expired.",\n', "")
    assert found(repository, "validity.expired applicant title", "last variant")


@pytest.mark.parametrize(
    ("worse", "said"),
    [
        ("Please send a document that is valid now.", "begins with Please"),
        ("Send a document with a valid MRZ.", "jargon: MRZ"),
        ("Send a document that is not fake.", "blame: fake"),
        ("Send a document. Make sure it is valid.", "one finished sentence"),
        ("Send " + "a very valid " * 15 + "document.", "characters and"),
    ],
)
def test_wording_that_is_hard_to_read(repository, worse, said):
    change(repository / A_FILE, "Send a document that is valid now.", worse)
    assert found(repository, "validity.expired applicant fix", said)


def test_wording_that_asks_for_years_of_schooling(repository):
    hard = (
        "Substitute alternative identification possessing contemporaneous administrative validity."
    )
    change(repository / A_FILE, "Send a document that is valid now.", hard)
    assert found(repository, "validity.expired applicant", "reads at grade")


def test_a_code_the_service_emits(repository):
    change(repository / EMIT, "ReasonCode.VALIDITY_EXPIRED", "")
    write(repository / "api/cases/expire.py", "ReasonCode.VALIDITY_EXPIRED")
    assert problems(repository) == []


def test_a_deleted_sentence(repository):
    text = (repository / UK).read_text(encoding="utf-8")
    entry = re.search(r'msgctxt "statement\.court"\n.*?\n(?=\n|$)', text, re.S)
    assert entry
    write(repository / UK, text.replace(entry.group(0), ""))
    assert found(repository, "uk statement.court", "not translated")


@pytest.mark.parametrize("word", ["font", "detector", "screenshot", "score"])
def test_a_withheld_text_that_names_a_detector(repository, word):
    change(
        repository / T3_FILE, "We could not match the document", f"The {word} could not match it"
    )
    assert found(repository, "integrity.design_mismatch applicant title", f"names {word}")


def test_a_withheld_text_that_shows_evidence(repository):
    change(repository / T3_FILE, "look at it by {due}.", "look at it: {field}.")
    assert found(repository, "integrity.design_mismatch applicant title", "shows {field}")


def test_a_deleted_translation(repository):
    text = (repository / UK).read_text(encoding="utf-8")
    entry = re.search(
        r'(#[^\n]*\n)?msgctxt "validity\.expired\.applicant\.fix"\n.*?\n\n', text, re.S
    )
    assert entry
    write(repository / UK, text.replace(entry.group(0), ""))
    assert found(repository, "uk validity.expired.applicant.fix", "not translated")


def test_a_fuzzy_translation(repository):
    change(
        repository / UK,
        'msgctxt "validity.expired.applicant.fix"',
        '#, fuzzy\nmsgctxt "validity.expired.applicant.fix"',
    )
    assert found(repository, "uk validity.expired.applicant.fix", "not translated")


def test_a_translation_that_lost_its_placeholder(repository):
    text = (repository / UK).read_text(encoding="utf-8")
    entry = re.search(r'msgid "The document expired on \{date\}\."\nmsgstr "[^"]*"', text)
    assert entry
    write(
        repository / UK,
        text.replace(entry.group(0), entry.group(0)[::-1].replace("}etad{", "", 1)[::-1]),
    )
    assert found(repository, "uk validity.expired.applicant.title", "placeholders []")


def test_a_translation_of_english_that_changed(repository):
    change(
        repository / A_FILE, "Send a document that is valid now.", "Send a document valid today."
    )
    assert found(repository, "uk validity.expired.applicant.fix", "stale")
    assert found(repository, "uk validity.expired.applicant.fix", "not translated")


def test_a_missing_plural_form(repository):
    text = (repository / UK).read_text(encoding="utf-8")
    write(repository / UK, re.sub(r'msgstr\[2\] "\{n\} днів"\n', "", text))
    assert found(repository, "uk unit.days")


def test_a_bare_sign_in_right_to_left_text(repository):
    change(repository / AR, "\u2066<\u2069", "<")
    assert found(repository, "ar", "bare <")


def test_a_language_nobody_is_offered(repository):
    shutil.copytree(repository / REASONS / "locale" / "uk", repository / REASONS / "locale" / "tlh")
    assert found(repository, "tlh", "nobody is offered")


def test_a_stale_index(repository):
    change(repository / "docs" / "reasons.md", "The document expired", "The paper expired")
    assert found(repository, "docs/reasons.md")


def test_a_problem_says_where_what_and_what_to_do(repository):
    (repository / A_FILE).unlink()
    first = next(p for p in check(repository) if p.where == "validity.expired")
    assert first.what
    assert first.remedy.startswith("Write verifier/reasons/validity/expired.toml")
