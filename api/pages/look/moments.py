"""Days and moments in words of a language, as HTML `<time>` with the exact value beside."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_datetime
from markupsafe import Markup

from verifier.reasons.language import locale_of


def day(lang: str, value: date | datetime | None) -> Markup:
    """Return a day ("22 November 2026"); a moment counts by its UTC day, None is a dash."""
    if value is None:
        return Markup("–")
    on = value.date() if isinstance(value, datetime) else value
    text = format_date(on, "long", locale=locale_of(lang))
    return Markup('<time datetime="{}">{}</time>').format(on.isoformat(), text)


def moment(lang: str, value: datetime | None) -> Markup:
    """Return a moment with its time in UTC ("22 Nov 2026, 14:05 UTC"); None is a dash."""
    if value is None:
        return Markup("–")
    text = format_datetime(value, "medium", locale=locale_of(lang))
    return Markup('<time datetime="{}">{} UTC</time>').format(value.isoformat(), text)
