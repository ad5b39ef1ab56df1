"""One way to make a page: a template, the person's language, and values that escape themselves.

`render(request, "console/queue.html", lang="en", rows=rows)` gives every template, besides its
values: `say(name, **values)` (a sentence as HTML, its values isolated), `plain(name, **values)`
(the same for attributes), `word(table, key)`, `asset(name)`, `lang`, `dir`, `languages`, `csrf`,
`request`. A missing value is an error, not an empty space.
"""

from __future__ import annotations

from functools import cache, partial
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from api.pages.look.assets import address
from api.pages.look.icons import icon
from api.pages.look.moments import day, moment
from api.pages.rooms import PAGES, ROOMS
from api.pages.words.say import plain, say
from verifier.reasons.language import ENGLISH, LANGUAGES, direction
from verifier.reasons.wording import word


@cache
def environment() -> Environment:
    """Return the template environment of all rooms."""
    made = Environment(
        loader=PrefixLoader({room: FileSystemLoader(PAGES / room / "templates") for room in ROOMS}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=address, icon=icon, languages=LANGUAGES)
    return made


def render(
    request: Request,
    template: str,
    *,
    lang: str = ENGLISH,
    status: int = HTTPStatus.OK,
    headers: dict[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """Return a page. `lang` is one of LANGUAGES; `request.state.csrf` is set by a staff session."""
    html = (
        environment()
        .get_template(template)
        .render(
            request=request,
            lang=lang,
            dir=direction(lang),
            say=partial(say, lang),
            plain=partial(plain, lang),
            word=lambda table, key: word(table, key, lang),
            day=partial(day, lang),
            moment=partial(moment, lang),
            csrf=getattr(request.state, "csrf", ""),
            **values,
        )
    )
    return HTMLResponse(html, status_code=status, headers=headers)


def partial_page(request: Request) -> bool:
    """Whether HTMX asks for a piece rather than the whole page."""
    return request.headers.get("hx-request") == "true"
