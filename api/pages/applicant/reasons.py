"""The reasons of a decision as the applicant's page shows them: words, spots, and what to press.

Built from the applicant's own type alone, so a suspicion shows its category and nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from api.pages.applicant.case import Case
from api.pages.applicant.documents import choice
from api.pages.words.say import plain
from verifier.model.decision import Decision
from verifier.reasons.wording import word
from verifier.report.applicant import ApplicantReason, applicant_reason, applicant_report

_SEVERAL = 2
MOST_SPOTS = 2  # pictures beside one reason: more slow a phone down and say no more
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

# What pressing a reason's button does. Verbs absent here ask for nothing the page can do.
_SEND_AGAIN = (
    *("upload_again", "upload_accepted_format", "reduce_size", "remove_password"),
    *("upload_document", "upload_one_per_file", "upload_missing_page", "retake_steady"),
    *("retake_no_flash", "retake_better_light", "retake_closer", "retake_all_corners"),
    *("retake_uncovered", "retake_in_colour", "upload_missing_side", "upload_both_sides_again"),
    *("retake_zone", "retake_code_close_up", "send_newer_document", "confirm_or_retake"),
    *("send_signed_original", "new_share_code", "add_supplementary_document"),
)
_CHOOSE = (
    *("use_other_document", "use_own_document", "use_valid_document"),
    *("confirm_or_upload_selected", "start_again"),
)
_NAME = ("match.name", "match.name_structure")
_PROOF = "match.name_change"
_TELL = "process.duplicate_account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place on the person's own picture; `number` finds it again."""

    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One reason on the page."""

    code: str
    title: Markup
    fix: Markup
    action: str
    address: str
    spots: tuple[Spot, ...]
    alternatives: tuple[tuple[str, str], ...]
    ours: bool


def shown_reasons(
    case: Case, decision: Decision, *, may_send: bool = False, may_appeal: bool = False
) -> list[Shown]:
    """Return every reason at once, weightiest first; without buttons where nothing can be done."""
    told = [applicant_reason(reason, decision, case.lang) for reason in decision.reasons]
    return [
        _shown(case, number, reason, may_send, may_appeal) for number, reason in enumerate(told)
    ]


def spots(decision: Decision, lang: str) -> Mapping[int, tuple[int, tuple[float, ...]]]:
    """Return the places the applicant may see, by number: (page, [left, top, right, bottom])."""
    told = [applicant_reason(reason, decision, lang) for reason in decision.reasons]
    return {
        _spot_number(number, index): place
        for number, reason in enumerate(told)
        for index, place in enumerate(reason.regions[:MOST_SPOTS])
    }


def settling(decision: Decision, lang: str) -> list[Markup]:
    """Return what settling some of the reasons would change; nothing to say about a single one."""
    if len(decision.reasons) < _SEVERAL:
        return []
    lines = applicant_report(decision, lang)["would_change_it"]
    return [isolated(str(line)) for line in lines] if isinstance(lines, list) else []


def _spot_number(reason: int, index: int) -> int:
    return reason * MOST_SPOTS + index


def _shown(
    case: Case, number: int, reason: ApplicantReason, may_send: bool, may_appeal: bool
) -> Shown:
    action, address = _action(case, reason, may_send, may_appeal)
    return Shown(
        code=reason.code,
        title=isolated(reason.text.title),
        fix=isolated(reason.text.fix),
        action=action,
        address=address,
        spots=tuple(
            Spot(number=n, address=f"{case.link}/spot/{n}.jpg")
            for n in (_spot_number(number, i) for i in range(len(reason.regions[:MOST_SPOTS])))
        ),
        alternatives=_alternatives(case, reason) if may_send else (),
        ours=reason.fault == "system",
    )


def _action(
    case: Case, reason: ApplicantReason, may_send: bool, may_appeal: bool
) -> tuple[str, str]:
    """Return a button's words and where it leads; no words where there is nothing to press."""
    if reason.code == _TELL and may_appeal:
        return plain(case.lang, "reasons.tell"), f"{case.link}/appeal"
    if not may_send:
        return "", ""
    if reason.code in _NAME:
        return plain(case.lang, "name.title"), f"{case.link}/name"
    to = _leads_to(reason)
    return (word("fix_verb", reason.text.fix_verb, case.lang), case.link + to) if to else ("", "")


def _leads_to(reason: ApplicantReason) -> str:
    if reason.code == _PROOF:
        return "/send?add=proof"
    if reason.text.fix_verb in _CHOOSE:
        return "/choose"
    return "/send" if reason.text.fix_verb in _SEND_AGAIN else ""


def _alternatives(case: Case, reason: ApplicantReason) -> tuple[tuple[str, str], ...]:
    named = [(choice(identifier, case.lang), identifier) for identifier in reason.text.alternatives]
    return tuple(
        (f"{case.link}/send?document={identifier}", f"{found.title} · {found.own}".rstrip(" ·"))
        for found, identifier in named
        if found is not None
    )


def isolated(text: str) -> Markup:
    """Return a reason's sentence as HTML, its isolates as `<bdi>` (UAX #9, 2.7; HTML, 4.5.24)."""
    safe = str(escape(text))
    marked = safe.replace(_FIRST_STRONG_ISOLATE, "<bdi>").replace(_POP_ISOLATE, "</bdi>")
    even = safe.count(_FIRST_STRONG_ISOLATE) == safe.count(_POP_ISOLATE)
    return Markup(marked if even else safe)  # noqa: S704 - escaped above
