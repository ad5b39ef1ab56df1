"""What a reviewer may add to a reason so that its text says more: values its words have room for.

Only what the applicant's text can show is asked for; whatever is left empty makes the text use its
plainer variant, never a sentence with a hole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verifier.model.finding import Evidence
from verifier.model.reading import FIELDS
from verifier.model.reason_code import ReasonCode
from verifier.reasons.catalogue import catalogue
from verifier.reasons.definition import COMMON_KEYS, EvidenceKey, ReasonDefinition, ValueKind
from verifier.reasons.fill import PLACEHOLDER
from verifier.reasons.language import ENGLISH
from verifier.reasons.wording import word

# What decide/ fills in by itself.
_OURS = frozenset({"due", "platform", "file"})
LONGEST = 120  # as the texts themselves cut a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One value: its form name, what it means, how it is typed (`text`, `date` or `choice`)."""

    name: str
    label: str
    type: str
    value: str
    options: tuple[tuple[str, str], ...] = ()


def asks(code: str, given: Evidence) -> tuple[Ask, ...]:
    """Return what may be added to a reason of this code; `given` is what was typed already."""
    definition = catalogue()[ReasonCode(code)]
    keys = {**COMMON_KEYS, **definition.keys_for("applicant")}
    return tuple(_ask(code, keys[name], given) for name in _told(definition) if name in keys)


def _told(definition: ReasonDefinition) -> list[str]:
    texts = (*definition.applicant.title, *definition.applicant.fix)
    names = dict.fromkeys(name for text in texts for name in PLACEHOLDER.findall(text))
    return [name for name in names if name not in _OURS]


def _ask(code: str, key: EvidenceKey, given: Evidence) -> Ask:
    options = _options(key.kind)
    kind = "choice" if options else "date" if key.kind is ValueKind.DATE else "text"
    return Ask(
        name=f"seen.{code}.{key.name}",
        label=key.means,
        type=kind,
        value=str(given.get(key.name, "")),
        options=options,
    )


def _options(kind: ValueKind) -> tuple[tuple[str, str], ...]:
    if kind is ValueKind.FIELD:
        return tuple((name, word("field", name, ENGLISH)) for name in FIELDS)
    words: Mapping[str, str] = catalogue().words.get(kind.value, {})
    return tuple((key, word(kind.value, key, ENGLISH)) for key in words)


def typed(form: Mapping[str, str]) -> dict[str, Evidence]:
    """Return the values of a form by code; what is empty was not said."""
    said: dict[str, dict[str, str]] = {}
    for name, value in form.items():
        room, _, rest = name.partition(".")
        code, _, key = rest.rpartition(".")
        if room == "seen" and code and key and value.strip():
            said.setdefault(code, {})[key] = value.strip()[:LONGEST]
    return dict(said)
