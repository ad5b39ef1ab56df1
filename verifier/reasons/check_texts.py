"""Checks of the English texts: placeholders are declared, wording is plain, T3 teaches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verifier.model.reason import Tier
from verifier.model.reason_code import ReasonCode
from verifier.reasons.definition import COMMON_KEYS, ReasonDefinition
from verifier.reasons.fill import PLACEHOLDER
from verifier.reasons.problem import Problem
from verifier.reasons.reading_level import HIGHEST_GRADE, grade
from verifier.reasons.style import (
    BLAME,
    DETECTION,
    FIRST_VERBS,
    JARGON,
    LONGEST_TEXT,
    MOST_WORDS,
    first_word,
    found,
    is_one_sentence,
)

Definitions = dict[ReasonCode, ReasonDefinition]
_WITHHELD = (Tier.T3, Tier.T4)
# A reason of these tiers tells the applicant nothing but the day of the review, and where the law
# silences us, with whom to complain.
_WITHHELD_PLACEHOLDERS = {Tier.T3: {"due"}, Tier.T4: {"due", "authority"}}


def undeclared_placeholders(definitions: Definitions) -> Iterator[Problem]:
    """Yield placeholders and example values no evidence key declares for that audience."""
    for definition in definitions.values():
        for audience, part, text in _texts(definition):
            known = {**COMMON_KEYS, **definition.keys_for(audience)}
            for name in sorted(set(PLACEHOLDER.findall(text)) - set(known)):
                yield Problem(
                    where=f"{definition.code} {audience} {part}",
                    what=f"{{{name}}} is not evidence the {audience} may see",
                    remedy=f"Declare {name} under [seen] or [expected], or leave it out",
                )
        example = definition.example
        for name in sorted(definition.undeclared(example.seen, example.expected, example.evidence)):
            yield Problem(
                where=f"{definition.code} example",
                what=f"{name} is not declared",
                remedy="Declare it as evidence, or leave it out of the example",
            )


def variants_without_fallback(definitions: Definitions) -> Iterator[Problem]:
    """Yield parts whose last variant needs a value: they could end up with nothing true to say."""
    for definition in definitions.values():
        for audience, texts in definition.audiences():
            for part, variants in texts.parts():
                if not variants or PLACEHOLDER.search(variants[-1]):
                    yield Problem(
                        where=f"{definition.code} {audience} {part}",
                        what="the last variant has a placeholder, or there is none",
                        remedy="Add a variant that is true without any evidence",
                    )


def hard_wording(definitions: Definitions) -> Iterator[Problem]:
    """Yield applicant texts that are long, hard, several sentences, not verb first, or blame."""
    for definition in definitions.values():
        yield from _level(definition)
        for audience, part, text in _texts(definition):
            if audience == "applicant":
                where = f"{definition.code} applicant {part}"
                yield from _length(where, text)
                yield from _words(where, text)
                if part == "fix" and first_word(text) not in FIRST_VERBS:
                    yield Problem(
                        where=where,
                        what=f"what to do begins with {first_word(text)}",
                        remedy="Begin with a verb; a new one goes into style.FIRST_VERBS",
                    )


def telling_wording(definitions: Definitions) -> Iterator[Problem]:
    """Yield texts of withheld tiers that name a means of detection or show evidence."""
    for definition in definitions.values():
        if definition.tier not in _WITHHELD:
            continue
        for audience, part, text in _texts(definition):
            if audience != "applicant":
                continue
            where = f"{definition.code} applicant {part}"
            for word in found(DETECTION, text):
                yield Problem(
                    where=where,
                    what=f"a {definition.tier} text names {word}",
                    remedy="Say only that it could not be confirmed and that a person will look",
                )
            allowed = _WITHHELD_PLACEHOLDERS[definition.tier]
            for name in sorted(set(PLACEHOLDER.findall(text)) - allowed):
                yield Problem(
                    where=where,
                    what=f"a {definition.tier} text shows {{{name}}}",
                    remedy=f"Show nothing but {', '.join(sorted(allowed))}",
                )


def _level(definition: ReasonDefinition) -> Iterator[Problem]:
    told = " ".join(definition.usual())
    if grade(told) > HIGHEST_GRADE:
        yield Problem(
            where=f"{definition.code} applicant",
            what=f"reads at grade {grade(told):.1f}",
            remedy=f"Use shorter words and sentences, up to grade {HIGHEST_GRADE:.0f}",
        )


def _length(where: str, text: str) -> Iterable[Problem]:
    if len(text) > LONGEST_TEXT or len(text.split()) > MOST_WORDS:
        yield Problem(
            where=where,
            what=f"{len(text)} characters and {len(text.split())} words",
            remedy=f"Stay within {LONGEST_TEXT} characters and {MOST_WORDS} words",
        )
    if not is_one_sentence(text):
        yield Problem(where=where, what="not one finished sentence", remedy="Make it one sentence")


def _words(where: str, text: str) -> Iterable[Problem]:
    for word in found(JARGON, text):
        yield Problem(where=where, what=f"jargon: {word}", remedy="Say it in everyday words")
    for word in found(BLAME, text):
        yield Problem(where=where, what=f"blame: {word}", remedy="Say what was seen, not who erred")


def _texts(definition: ReasonDefinition) -> Iterator[tuple[str, str, str]]:
    for audience, texts in definition.audiences():
        for part, variants in texts.parts():
            for text in variants:
                yield audience, part, text
