"""A document of several pages that counts them: whether all were sent.

Statements from registries print "page 1 of 3" on every page; the words are those of the languages
whose electronic documents we know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.model.finding import Finding, Status, passed, skipped
from verifier.model.reason_code import ReasonCode

CHECK = "sides.pages"
MOST = 50  # pages; larger numbers are dates and case numbers
_COUNT = re.compile(
    r"(?:page|стр(?:аница|\.)?|сторінка|стор\.|бет|seite|página|pagina|strona|strana|sayfa|стр)"
    r"\s*[:№]?\s*(\d{1,2})\s*(?:of|/|из|із|з|von|de|di|sur|din|od|iz|ішінен)\s*(\d{1,2})\b",
    re.IGNORECASE,
)


def page_count(text: Sequence[str]) -> Finding:
    """Return whether every page that the printed text speaks of is there."""
    counts = [(int(a), int(b)) for line in text for a, b in _COUNT.findall(line)]
    counts = [(page, total) for page, total in counts if 1 <= page <= total <= MOST]
    if not counts:
        return skipped(CHECK, "no page says how many there are")
    total = max(total for _, total in counts)
    present = {page for page, _ in counts}
    missing = sorted(set(range(1, total + 1)) - present)
    if not missing:
        return passed(CHECK)
    return Finding(
        check=CHECK,
        status=Status.FAILED,
        reason=ReasonCode.FILE_PAGE_MISSING,
        seen={"received": len(present)},
        expected={"page": str(missing[0])},
    )
