"""The JSON form of both papers, `candor.statement/1` and `candor.receipt/1`: what gets signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from verifier.model.decision import Counterfactual
from verifier.model.reason import Reason
from verifier.reasons.definition import ValueKind
from verifier.reasons.outcome import change_line
from verifier.reasons.render import render_applicant
from verifier.reasons.sentences import inset, sentence
from verifier.reasons.shown import shown_to_applicant, told_in_full
from verifier.reasons.wording import counted, phrase
from verifier.statement.facts import Facts
from verifier.statement.local import said
from verifier.statement.measure import WORLDWIDE, Duration, Measure, Taken
from verifier.statement.parties import CITED, Contact, Ground, Platform, Remedy
from verifier.statement.receipt import Receipt, evidence
from verifier.statement.statement import Statement

STATEMENT = "candor.statement/1"
RECEIPT = "candor.receipt/1"
Paper = Statement | Receipt
Json = dict[str, object]


def form(paper: Paper) -> Json:
    """Return a paper as JSON-ready data: facts by code, and the sentences the person reads."""
    return _statement(paper) if isinstance(paper, Statement) else _receipt(paper)


def _statement(paper: Statement) -> Json:
    lang, facts = paper.lang, paper.facts
    return {
        **_head(STATEMENT, paper),
        "measure": _measure(paper.measure, lang),
        "facts": {
            "document": _document(facts, lang),
            "checked_on": facts.at.isoformat(),
            "reasons": [_reason(reason, facts, lang) for reason in facts.reasons],
            "origin": _origin(paper.taken, lang),
        },
        "ground": _ground(paper.ground, lang) if paper.ground else None,
        "automation": _automation(paper.taken, lang),
        "decided_by": _decided_by(paper.taken),
        "would_change_it": [_change(change, facts, lang) for change in facts.changes],
        "remedies": [_remedy(remedy, paper.issued, lang) for remedy in paper.platform.remedies],
        "dates": list(_dates(paper)),
        "laws": [CITED[law] for law in paper.platform.laws],
    }


def _receipt(paper: Receipt) -> Json:
    facts, lang = paper.facts, paper.lang
    day = phrase(ValueKind.DATE, facts.at.isoformat(), lang)
    return {
        **_head(RECEIPT, paper),
        "verified_on": facts.at.isoformat(),
        "text": sentence("receipt.verified", lang, date=day),
        "document": _document(facts, lang),
        "evidence": [
            {"kind": name, "text": sentence(f"receipt.{name}", lang)} for name in evidence(facts)
        ],
        "assurance": _assurance(facts, lang),
        "policy": facts.policy,
    }


def _head(schema: str, paper: Paper) -> Json:
    return {
        "schema": schema,
        "number": paper.number,
        "issued": paper.issued.isoformat(),
        "lang": paper.lang,
        "issuer": _issuer(paper.platform),
        "person": {"account": paper.person.account, "name": paper.person.name or None},
        "versions": dict(paper.facts.versions),
    }


def _issuer(platform: Platform) -> Json:
    return {
        "name": platform.name,
        "legal_name": platform.legal_name,
        "address": platform.address,
        "contact": _contact(platform.contact),
    }


def _contact(contact: Contact) -> Json:
    return {
        "name": contact.name,
        "email": contact.email or None,
        "phone": contact.phone or None,
        "url": contact.url or None,
    }


def _measure(measure: Measure, lang: str) -> Json:
    places = [
        sentence("statement.worldwide", lang)
        if place == WORLDWIDE
        else phrase(ValueKind.COUNTRY, place, lang)
        for place in measure.territory
    ]
    return {
        "kind": str(measure.kind),
        "text": sentence(f"measure.{measure.kind}", lang),
        "scope": said(measure.scope, lang),
        "territory": list(measure.territory),
        "territory_text": ", ".join(places),
        "starts": measure.starts.isoformat() if measure.starts else None,
        "duration": str(measure.duration),
        "duration_text": _duration(measure, lang),
        "until": measure.until.isoformat() if measure.until else None,
        "no_notice": said(measure.no_notice, lang) or None,
    }


def _duration(measure: Measure, lang: str) -> str:
    if measure.duration is Duration.UNTIL_DATE and measure.until is not None:
        return sentence("statement.until_date", lang, date=_day(measure.until, lang))
    return sentence(f"statement.{measure.duration}", lang)


def _document(facts: Facts, lang: str) -> Json:
    kind = phrase(ValueKind.KIND, facts.kind, lang) if facts.kind else ""
    country = phrase(ValueKind.COUNTRY, facts.country, lang) if facts.country else ""
    return {
        "country": facts.country,
        "kind": facts.kind,
        "text": ", ".join(part for part in (kind, country) if part),
    }


def _reason(reason: Reason, facts: Facts, lang: str) -> Json:
    told = render_applicant(reason, lang, facts.due)
    withheld = reason.withholding
    return {
        "code": str(reason.code),
        "title": told.title,
        "fix": told.fix,
        "fix_verb": told.fix_verb,
        "fields": list(reason.fields) if told_in_full(reason) else [],
        "seen": shown_to_applicant(reason, reason.seen),
        "expected": shown_to_applicant(reason, reason.expected),
        "alternatives": list(reason.alternatives),
        "withheld_until": withheld.expires.isoformat() if withheld else None,
    }


def _origin(taken: Taken, lang: str) -> Json:
    if not taken.report:
        return {"kind": "own_check", "text": sentence("statement.origin_own", lang)}
    named = inset(taken.report, lang)
    return {"kind": "notice", "text": sentence("statement.origin_notice", lang, report=named)}


def _ground(ground: Ground, lang: str) -> Json:
    return {
        "kind": str(ground.kind),
        "reference": ground.reference,
        "text": said(ground.text, lang),
        "url": ground.url or None,
    }


def _automation(taken: Taken, lang: str) -> Json:
    checked = "checked_automated" if taken.checked_automatically else "checked_person"
    return {
        "checking": taken.checked_automatically,
        "decision": str(taken.by),
        "text": [
            sentence(f"statement.{checked}", lang),
            sentence(f"statement.decided_{taken.by}", lang),
        ],
    }


def _decided_by(taken: Taken) -> Json:
    return {
        "by": str(taken.by),
        "role": taken.role or None,
        "at": taken.at.isoformat() if taken.at else None,
    }


def _change(change: Counterfactual, facts: Facts, lang: str) -> Json:
    titles = [
        render_applicant(reason, lang, facts.due).title
        for reason in facts.reasons
        if reason.code in change.settled
    ]
    return {
        "settled": [str(code) for code in change.settled],
        "decision": str(change.verdict),
        "text": change_line(change, titles, lang),
    }


def _remedy(remedy: Remedy, issued: datetime, lang: str) -> Json:
    until = _open_until(remedy, issued)
    notes = []
    if until is not None:
        notes.append(sentence("statement.open_until", lang, date=_day(until, lang)))
    if remedy.answered_days is not None:
        days = counted("days", remedy.answered_days, lang)
        notes.append(sentence("statement.answered_within", lang, days=days))
    if remedy.free:
        notes.append(sentence("statement.free", lang))
    return {
        "kind": str(remedy.kind),
        "text": sentence(f"statement.{remedy.kind}", lang),
        "where": remedy.where,
        "open_until": until.isoformat() if until else None,
        "answered_days": remedy.answered_days,
        "free": remedy.free,
        "notes": notes,
    }


def _dates(paper: Statement) -> Iterator[Json]:
    """Yield every clock that runs from now on: a person's look, then each remedy's end."""
    facts, lang = paper.facts, paper.lang
    if facts.due is not None:
        yield {"on": facts.due.isoformat(), "text": sentence("statement.person_looks", lang)}
    for remedy in paper.platform.remedies:
        until = _open_until(remedy, paper.issued)
        if until is not None:
            told = sentence(f"statement.{remedy.kind}", lang)
            yield {"on": until.isoformat(), "text": told}


def _open_until(remedy: Remedy, issued: datetime) -> date | None:
    if remedy.open_days is None:
        return None
    return (issued + timedelta(days=remedy.open_days)).date()


def _assurance(facts: Facts, lang: str) -> Json | None:
    if not facts.assurance:
        return None
    return {"level": facts.assurance, "text": sentence(f"assurance.{facts.assurance}", lang)}


def _day(day: date, lang: str) -> str:
    return phrase(ValueKind.DATE, day.isoformat(), lang)
