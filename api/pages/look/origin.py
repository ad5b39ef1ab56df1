"""Only our own pages may send forms: the browser tells where a request comes from.

Sources: W3C Fetch Metadata; OWASP CSRF Prevention Cheat Sheet. Where a session cookie is at work
(the console), a token in the form is asked for as well: see `csrf` in `render`.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import Request

from api.problems import ProblemError

_SAFE = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")


def from_our_pages(request: Request) -> None:
    """FastAPI dependency: refuse a form that another site sent; browsers without the headers pass.

    Raises ProblemError 403.
    """
    if request.method in _SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    foreign = site is not None and site not in _OURS
    if site is None and origin is not None:
        foreign = urlsplit(origin).netloc != request.headers.get("host")
    if foreign:
        raise ProblemError(
            HTTPStatus.FORBIDDEN,
            "foreign_form",
            "This form was sent from another site",
            "Open the page again and send it from there.",
        )
