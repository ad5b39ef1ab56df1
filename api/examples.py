"""Examples for the OpenAPI document, of fictional people."""

from __future__ import annotations

from typing import Any

MULTIPART_NOTE = (
    "Send every side, page or PDF of **one** document, and what the person says about themselves. "
    "The answer is a decision with all its reasons at once; a decision other than `accept` always "
    "has at least one, and each says what to do next."
)

_DOCUMENT = {
    "country": "UTO",
    "kind": "passport",
    "profile": "uto/passport",
    "mrz_type": "TD3",
}
_ZONE = {
    "type": "TD3",
    "lines": [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F2202282ZE184226B<<<<<12",
    ],
    "repaired": False,
    "checks": {
        "document_number": True,
        "birth_date": True,
        "expiry_date": True,
        "personal_number": True,
        "composite": True,
    },
}
_VERSIONS = {"candor": "0.1.0", "profiles": "3f2a9c", "trust": "empty"}


def _report(**parts: Any) -> dict[str, Any]:
    return {
        "schema": "candor.report/1",
        "as_of": "2026-11-22",
        "audience": "applicant",
        "language": "en",
        "due": None,
        "document": _DOCUMENT,
        "mrz": _ZONE,
        "seals": [],
        "fields": {},
        "would_change_it": [],
        "versions": _VERSIONS,
        **parts,
    }


ACCEPTED: dict[str, Any] = {
    "summary": "Everything holds",
    "value": _report(decision="accept", reasons=[]),
}
EXPIRED: dict[str, Any] = {
    "summary": "The document has expired",
    "value": _report(
        decision="reject",
        due="2026-11-25",
        reasons=[
            {
                "code": "validity.expired",
                "fault": "document",
                "settles": "alt",
                "tier": "T1",
                "fields": ["expiry_date"],
                "seen": {"date": "2022-02-28"},
                "expected": {"on_or_after": "2026-11-22"},
                "regions": [{"page": 0, "region": [0.48, 0.87, 0.6, 0.91]}],
                "applicant": {
                    "title": "The document expired on 28 February 2022.",
                    "fix": "Send a document that is valid now.",
                    "fix_verb": "use_valid_document",
                    "alternatives": ["uto/id-card"],
                },
            }
        ],
        would_change_it=[
            "With this settled, the document would be accepted: "
            "The document expired on 28 February 2022."
        ],
    ),
}
