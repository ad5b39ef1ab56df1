"""A document of one field or two, and a rule about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from verifier.model.profile import Confidence, DocumentKind, Profile, RuleSpec
from verifier.model.reading import Reading, Source
from verifier.rules.subject import subject

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def read():
    """Return a reading of a field."""

    def read(field, value, source=Source.PRINT, confidence=0.97):
        return Reading(field=field, source=source, raw=value, value=value, confidence=confidence)

    return read


@pytest.fixture
def rule():
    """Return a rule of a kind, source-checked unless said otherwise."""

    def rule(kind, *fields, confidence=Confidence.CHECKED, warns_only=False, **options):
        return RuleSpec(
            kind=kind,
            fields=fields,
            confidence=confidence,
            source="a specimen",
            options=options,
            warns_only=warns_only,
        )

    return rule


@pytest.fixture
def document(read):
    """Return a document with printed values, under a profile of the given rules."""

    def document(*rules, folder="", now=NOW, readings=(), **values):
        profile = Profile(
            id="xxx/id-card",
            country="XXX",
            kind=DocumentKind.NATIONAL_ID,
            names={"en": "Card"},
            rules=rules,
            folder=folder,
        )
        every = (*readings, *(read(f, v) for f, v in values.items()))
        return subject(profile, every, None, now)

    return document
