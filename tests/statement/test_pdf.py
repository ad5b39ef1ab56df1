"""The PDF carries its signed copy and can be read in every language and direction."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pypdfium2
import pytest

from tests.statement.papers import TAKEN, a_receipt, a_statement
from verifier.reasons.language import LANGUAGES, direction
from verifier.reasons.sentences import sentence
from verifier.statement.form import form
from verifier.statement.keys import generate_key
from verifier.statement.page import page
from verifier.statement.pdf import attached, pdf
from verifier.statement.signature import digest, sign

KEY = generate_key()


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def letters(text: str) -> set[str]:
    return {c for c in unicodedata.normalize("NFKC", text) if c.isalpha()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_statement_is_set_in_every_language(lang):
    paper = a_statement(lang=lang)
    signed = sign(paper, KEY)
    made = pdf(paper, signed)
    assert attached(made) == signed
    shown = text_of(made)
    if direction(lang) == "ltr":  # on a right-to-left page the digest comes back in pieces
        assert digest(signed) in shown.replace("\n", "").replace("\r", "")
    # Shaping reorders and joins letters, so letters are compared, not words.
    wanted = letters(sentence("statement.remedies", lang))
    assert len(wanted & letters(shown)) >= 0.7 * len(wanted)


def test_a_receipt_is_set_too():
    paper = a_receipt()
    made = pdf(paper, sign(paper, KEY))
    assert "The identity was verified on 22 November 2026." in text_of(made)


def test_a_reviewer_is_named_in_the_readers_language():
    content = form(a_statement(lang="de", taken=replace(TAKEN, role="reviewer")))
    told = {part["title"]: part["lines"] for part in page(content, "0")["parts"]}
    assert told["Wer entschieden hat"] == ["Prüfer · 22. November 2026"]


def test_the_same_paper_is_the_same_file():
    paper = a_statement()
    signed = sign(paper, KEY)
    assert pdf(paper, signed) == pdf(paper, signed)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no pdf at all"])
def test_a_file_without_a_signed_copy_has_none(data):
    assert attached(data) is None
