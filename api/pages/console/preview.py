"""Exactly what the applicant will read, made before anything is sent.

The decision is built by the same function that will make it (`judged`) and told by the applicant's
own report, in the applicant's language: nothing here words anything by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from api.cases.review import Judgement, judged
from verifier.model.decision import Decision, Verdict
from verifier.reasons.language import direction, negotiate
from verifier.reasons.sentences import sentence
from verifier.reasons.wording import word
from verifier.report.applicant import applicant_report


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReason:
    """One reason in the applicant's words, and the button they will find under it."""

    code: str
    title: str
    fix: str
    action: str
    withheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What will be sent: headline, reasons, date; `lang` and `dir` are the applicant's."""

    verdict: str
    final: bool
    lang: str
    dir: str
    headline: str
    reasons: tuple[ToldReason, ...]
    due: date | None
    two_people: bool


def preview(
    previous: Decision, judgement: Judgement, lang: str, now: datetime, *, two_people: bool
) -> Preview:
    """Return what the applicant will read; raises ReviewError for a judgement nobody may make."""
    decision = judged(previous, judgement, now)
    tag = negotiate(lang)
    report = applicant_report(decision, tag)
    told = cast(list[dict[str, Any]], report["reasons"])
    return Preview(
        verdict=str(judgement.verdict),
        final=judgement.final,
        lang=tag,
        dir=direction(tag),
        headline=_headline(judgement, tag),
        reasons=tuple(_told(reason, tag) for reason in told),
        due=decision.due,
        two_people=two_people,
    )


def _headline(judgement: Judgement, tag: str) -> str:
    if judgement.verdict is Verdict.REJECT and judgement.final:
        return sentence("measure.refused", tag)
    return sentence(f"report.{judgement.verdict}", tag)


def _told(reason: dict[str, Any], tag: str) -> ToldReason:
    words = reason["applicant"]
    return ToldReason(
        code=reason["code"],
        title=words["title"],
        fix=words["fix"],
        action=word("fix_verb", words["fix_verb"], tag),
        withheld=reason["tier"] in ("T3", "T4"),
    )
