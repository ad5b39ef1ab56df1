"""What stands on a paper's page, in order and in the reader's language: data for `paper.typ`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verifier.reasons.definition import ValueKind
from verifier.reasons.language import direction
from verifier.reasons.sentences import inset, sentence
from verifier.reasons.wording import phrase
from verifier.statement.form import RECEIPT
from verifier.statement.measure import Means

Json = Mapping[str, Any]
_SANS = "Noto Sans"
_FONTS = (
    *(_SANS, "Noto Sans Armenian", "Noto Sans Georgian", "Noto Sans Devanagari"),
    *("Noto Sans Bengali", "Noto Naskh Arabic"),
)

# Roles that are told in the reader's language; any other is the platform's own word.
_ROLES = {"reviewer": "terminal.reviewer"}


def page(content: Json, digest: str) -> dict[str, object]:
    """Return the page of a paper's JSON form; `digest` is that of its signed copy."""
    lang = content["lang"]
    receipt = content["schema"] == RECEIPT
    rtl = direction(lang) == "rtl"
    return {
        "title": sentence("receipt.title" if receipt else "statement.title", lang),
        "issuer": content["issuer"]["name"],
        "number": content["number"],
        "digest": digest,
        "lang": lang.split("-")[0],
        "rtl": rtl,
        "fonts": list(reversed(_FONTS)) if rtl else list(_FONTS),
        "head": _head(content, lang),
        "parts": _receipt_parts(content, lang) if receipt else _statement_parts(content, lang),
        "proof": {
            "title": sentence("statement.proof", lang),
            "text": sentence("statement.proof_text", lang),
            "label": sentence("statement.digest", lang),
        },
    }


def _head(content: Json, lang: str) -> list[list[str]]:
    issuer, person = content["issuer"], content["person"]
    addressed = ", ".join(part for part in (person["name"], person["account"]) if part)
    return [
        _row("statement.number", inset(content["number"], lang), lang),
        _row("statement.issued", _day(content["issued"], lang), lang),
        _row("statement.issuer", inset(f"{issuer['legal_name']}, {issuer['address']}", lang), lang),
        _row("statement.person", inset(addressed, lang), lang),
    ]


def _statement_parts(content: Json, lang: str) -> list[dict[str, object]]:
    measure, facts, ground = content["measure"], content["facts"], content["ground"]
    document = facts["document"]["text"]
    of = [f"{sentence('statement.document', lang)}: {document}"] if document else []
    return [
        _part(
            "statement.measure", lang, lines=[measure["text"]], rows=_measure_rows(measure, lang)
        ),
        _part(
            "statement.facts",
            lang,
            lines=[*of, facts["origin"]["text"]],
            items=[_item(r["title"], r["fix"], [r["code"]]) for r in facts["reasons"]],
        ),
        _part("statement.change", lang, lines=[c["text"] for c in content["would_change_it"]]),
        _part(
            "statement.ground",
            lang,
            items=[
                _item(
                    f"{sentence('statement.' + ground['kind'], lang)}: "
                    f"{inset(ground['reference'], lang)}",
                    inset(ground["text"], lang),
                    [ground["url"]] if ground["url"] else [],
                )
            ],
        ),
        _part("statement.automation", lang, lines=content["automation"]["text"]),
        _part("statement.decided_by", lang, lines=[_decided(content, lang)]),
        _part(
            "statement.remedies",
            lang,
            items=[
                _item(r["text"], inset(r["where"], lang), r["notes"]) for r in content["remedies"]
            ],
        ),
        _part("statement.dates", lang, rows=_date_rows(content["dates"], lang)),
        _contact_part(content, lang),
    ]


def _receipt_parts(content: Json, lang: str) -> list[dict[str, object]]:
    document = content["document"]["text"]
    rows = [_row("statement.document", document, lang)] if document else []
    if content["assurance"]:
        rows.append(_row("assurance.label", content["assurance"]["text"], lang))
    return [
        _part("statement.measure", lang, lines=[content["text"]], rows=rows),
        _part("receipt.evidence", lang, lines=[one["text"] for one in content["evidence"]]),
        _contact_part(content, lang),
    ]


def _measure_rows(measure: Json, lang: str) -> list[list[str]]:
    return [
        _row("statement.scope", inset(measure["scope"], lang), lang),
        _row("statement.territory", measure["territory_text"], lang),
        _row("statement.starts", _day(measure["starts"], lang), lang),
        _row("statement.duration", measure["duration_text"], lang),
    ]


def _date_rows(dates: Sequence[Json], lang: str) -> list[list[str]]:
    return [[_day(one["on"], lang), one["text"]] for one in sorted(dates, key=lambda d: d["on"])]


def _contact_part(content: Json, lang: str) -> dict[str, object]:
    contact = content["issuer"]["contact"]
    ways = [inset(contact[way], lang) for way in ("email", "phone", "url") if contact[way]]
    return _part("statement.contact", lang, lines=[inset(contact["name"], lang), " · ".join(ways)])


def _decided(content: Json, lang: str) -> str:
    decided = content["decided_by"]
    role = decided["role"]
    if decided["by"] == Means.AUTOMATED:
        role = content["issuer"]["name"]
    elif role in _ROLES:
        role = sentence(_ROLES[role], lang)
    return f"{inset(role, lang)} · {_day(decided['at'], lang)}"


def _row(label: str, value: str, lang: str) -> list[str]:
    return [sentence(label, lang), value]


def _item(title: str, text: str, notes: Sequence[str] = ()) -> dict[str, object]:
    return {"title": title, "text": text, "notes": list(notes)}


def _part(
    title: str,
    lang: str,
    *,
    lines: Sequence[str] = (),
    items: Sequence[dict[str, object]] = (),
    rows: Sequence[list[str]] = (),
) -> dict[str, object]:
    return {
        "title": sentence(title, lang),
        "lines": list(lines),
        "items": list(items),
        "rows": list(rows),
    }


def _day(moment: str, lang: str) -> str:
    return phrase(ValueKind.DATE, moment[: len("2026-11-22")], lang)
