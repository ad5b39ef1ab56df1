"""The console's pages rendered: the frame, and the few words that need a clock or a table."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from babel.dates import format_timedelta
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from api.pages.console.case import CaseView
from api.pages.look.icons import icon
from api.pages.look.moments import day
from api.pages.look.render import render
from api.pages.words.say import say
from verifier.model.profile import ProfileSet
from verifier.profiles.load import load_profiles
from verifier.reasons.definition import ValueKind
from verifier.reasons.language import ENGLISH
from verifier.reasons.wording import phrase, word

_SOON = timedelta(hours=24)


def show(
    request: Request, template: str, *, status: int = HTTPStatus.OK, **values: Any
) -> HTMLResponse:
    """Return a page of the console, in English."""
    return render(
        request,
        template,
        lang=ENGLISH,
        status=status,
        due=due,
        ago=ago,
        kind_word=kind_word,
        country_word=country_word,
        title_of=title_of,
        due_line=due_line,
        **values,
    )


def due(at: datetime, now: datetime) -> Markup:
    """Return when something is due, in words that say how urgent it is."""
    late = at <= now
    tone = "bad" if late else "warn" if at - now <= _SOON else "plain"
    text = f"overdue by {_span(now - at)}" if late else f"due in {_span(at - now)}"
    return Markup('<span class="badge tone-{}">{}<time datetime="{}">{}</time></span>').format(
        tone, icon("clock"), at.isoformat(), text
    )


def ago(at: datetime, now: datetime) -> Markup:
    """Return how long something has been so."""
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), _span(now - at))


def _span(length: timedelta) -> str:
    return str(format_timedelta(length, threshold=1.5, locale=ENGLISH))


def kind_word(kind: str) -> str:
    """Return a document kind in English."""
    return word("kind", kind, ENGLISH)


def country_word(code: str | None) -> str:
    """Return a country's name in English; its profiles' word for it first."""
    known = load_profiles().countries.get(code or "")
    if known is not None:
        return known.name
    return phrase(ValueKind.COUNTRY, code, ENGLISH) if code else "Unknown country"


def title_of(case: CaseView) -> str:
    """Return what a case is about: its country and document, never its person."""
    document = case.decision.document
    if document.country is None and document.kind is None:
        return "Document not recognised"
    named = kind_word(document.kind) if document.kind else "document not recognised"
    return f"{country_word(document.country)} · {_series(document.profile) or named}"


def _series(profile_id: str | None) -> str:
    profiles: ProfileSet = load_profiles()
    profile = profiles.get(profile_id or "")
    return profile.names.get(ENGLISH, "") if profile else ""


def due_line(on: date, lang: str) -> Markup:
    """Return the line that says by when a person looks, in the applicant's language."""
    return say(lang, "report.by", date=day(lang, on))
