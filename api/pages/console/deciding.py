"""From a reviewer's form to a judgement, its preview, and the act itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from api.cases.decisions import decisions
from api.cases.holds import IDENTITY, open_hold
from api.cases.review import Judgement, ReviewError, decide_by_person, judged, needs_two
from api.pages.console.asks import Ask, asks, typed
from api.pages.console.preview import Preview, preview
from api.pages.console.reasons import Choice, choices
from api.store.tables.cases import DecisionRow, Verification
from api.store.tables.review import Approval
from api.vault.vault import Vault
from verifier.model.decision import Decision, Verdict

HOLD_FOR = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the reviewer set: the judgement, and whether the account is paused meanwhile."""

    judgement: Judgement
    pause: bool
    decide_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The decision panel: what can be chosen, and the preview or why there is none."""

    form: Form
    choices: tuple[Choice, ...]
    asks: tuple[tuple[str, tuple[Ask, ...]], ...]
    preview: Preview | None
    problem: str


def read_form(sent: Mapping[str, str], codes: Sequence[str], verdict: str) -> Form:
    """Return the form; raises ReviewError for a verdict or date that is none."""
    if verdict not in list(Verdict):
        raise ReviewError("choose what to decide")
    judgement = Judgement(
        verdict=Verdict(verdict),
        codes=() if verdict == Verdict.ACCEPT else tuple(dict.fromkeys(codes)),
        final=verdict == Verdict.REJECT and sent.get("final") == "yes",
        seen={code: values for code, values in typed(sent).items() if code in codes},
    )
    pause = verdict == Verdict.REVIEW and sent.get("pause") == "yes"
    return Form(judgement=judgement, pause=pause, decide_by=_day(sent.get("decide_by", "")))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ReviewError("write the date as year-month-day") from None


def panel(
    decision: Decision, form: Form, before: Sequence[DecisionRow], lang: str, now: datetime
) -> Panel:
    """Return the panel with the preview of exactly what would be sent."""
    told, problem = None, ""
    try:
        two = needs_two(form.judgement, judged(decision, form.judgement, now), before)
        told = preview(decision, form.judgement, lang, now, two_people=two)
    except ReviewError as error:
        problem = str(error)
    given = {str(reason.code) for reason in decision.reasons}
    added = [code for code in form.judgement.codes if code not in given]
    return Panel(
        form=form,
        choices=choices(decision, form.judgement.codes),
        asks=tuple((c, asks(c, form.judgement.seen.get(c, {}))) for c in added),
        preview=told,
        problem=problem,
    )


def decide(
    session: Session,
    vault: Vault,
    row: Verification,
    form: Form,
    *,
    on: str,
    staff_id: str,
    now: datetime,
) -> DecisionRow | Approval:
    """Take the decision that was previewed on `on`; raises ReviewError when the case moved on."""
    newest = next(iter(decisions(session, row)), None)
    if newest is None or newest.id != on:
        raise ReviewError("this case changed while you read it; look at it again")
    if form.pause and not form.judgement.codes:
        raise ReviewError("a hold needs at least one reason")
    made = decide_by_person(session, vault, row, form.judgement, reviewer_id=staff_id, now=now)
    if form.pause:
        day = form.decide_by or (now + HOLD_FOR).date()
        open_hold(
            session,
            platform_id=row.platform_id,
            subject_id=row.subject_id,
            kind=IDENTITY,
            reasons=form.judgement.codes,
            owner=staff_id,
            decide_by=datetime.combine(day, time(23, 59), UTC),
            now=now,
            verification_id=row.id,
        )
    return made
