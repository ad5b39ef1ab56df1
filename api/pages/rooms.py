"""Which folders hold pages: each may have `templates/` and `static/`, named by their room."""

from __future__ import annotations

from pathlib import Path

PAGES = Path(__file__).parent
# A template is named `<room>/<file>`, and so is a static file.
ROOMS = ("look", "front", "applicant", "console", "insight", "profiles")
