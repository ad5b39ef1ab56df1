"""The wording rules for what applicants read, as word lists (DESIGN section 5).

What happened is one sentence; what to do is one sentence that begins with a verb; no jargon, no
blame; a reason of tier T3 or T4 names no means of detection.
"""

from __future__ import annotations

import re

LONGEST_TEXT = 160  # DESIGN section 5: short; three lines on a phone
MOST_WORDS = 25  # one sentence a tired reader takes in at once (plain language guides: 15 to 25)

FIRST_VERBS = (
    *("Add", "Ask", "Change", "Choose", "Come", "Compare", "Complain", "Confirm", "Correct"),
    *("Create", "Download", "Hold", "Move", "Photograph", "Remove", "Send", "Start", "Take"),
    *("Tell", "Turn", "Use", "Wait", "Write"),
)
JARGON = (
    *("MRZ", "OCR", "VIZ", "ICAO", "TD1", "TD2", "TD3", "EXIF", "PKI", "CSCA", "regex", "dpi"),
    *(
        "machine-readable",
        "checksum",
        "check digit",
        "control digit",
        "hash",
        "payload",
        "metadata",
    ),
    *(
        "algorithm",
        "parse",
        "parsed",
        "decode",
        "decoded",
        "decoder",
        "parameter",
        "null",
        "schema",
    ),
    *("trust anchor", "certificate chain", "signing certificate", "public key", "confidence"),
    *("threshold", "transliteration", "romanisation", "validation", "timestamp", "resolution"),
    *("liveness", "biometric", "verification failed", "evidence", "policy", "profile id"),
)
BLAME = (
    *(
        "you failed",
        "you forgot",
        "your fault",
        "wrongly",
        "illegal",
        "fraud",
        "fraudulent",
        "fake",
    ),
    *("forged", "forgery", "counterfeit", "suspicious", "suspected", "cheat", "lie", "lied"),
    *("tampered", "manipulated", "dishonest", "criminal"),
)
# What looked, what it measured, what it looked at: each would teach a forger (invariant 3).
DETECTION = (
    *("detector", "detected", "score", "threshold", "model", "software", "algorithm", "system"),
    *("edited", "editing", "Photoshop", "tamper", "tampered", "manipulated", "copied", "pasted"),
    *("font", "fonts", "texture", "noise", "compression", "pixel", "pixels", "metadata", "layer"),
    *("screen", "screenshot", "photocopy", "replayed", "hologram", "watermark", "guilloche"),
    *("background", "template", "emblem", "portrait", "face", "generated", "artificial", "AI"),
    *("forged", "forgery", "fake", "fraud", "suspicious", "sign of change", "signs of change"),
)
_END_OF_SENTENCE = re.compile(r"[.!?]\s")


def found(words: tuple[str, ...], text: str) -> list[str]:
    """Return which of the words or phrases stand in a text, as whole words, in any case."""
    return [w for w in words if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text, re.IGNORECASE)]


def first_word(text: str) -> str:
    """Return a text's first word without its punctuation."""
    return text.split(maxsplit=1)[0].strip(",.;:") if text.strip() else ""


def is_one_sentence(text: str) -> bool:
    """Whether a text is one finished sentence."""
    return text.endswith(".") and not _END_OF_SENTENCE.search(text)
