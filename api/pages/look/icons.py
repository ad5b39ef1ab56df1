"""Small line icons, drawn for Candor on a 24 x 24 grid; they stand beside words, never alone.

They are part of the page, so that no request and no exception to the content policy is needed.
"""

from __future__ import annotations

from markupsafe import Markup

_PATHS = {
    "check": "M4.5 12.5l5 5 10-11",
    "cross": "M6 6l12 12M18 6L6 18",
    "alert": "M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.4v.1",
    "question": "M9 9.2a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2.1M12 17.2v.1M12 3a9 9 0 1 0 0 18 "
    "9 9 0 0 0 0-18z",
    "info": "M12 11v5.5M12 7.5v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    "skipped": "M5 12h14",
    "clock": "M12 7v5.2l3.4 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
    "camera": "M4 8h3.2l1.6-2.5h6.4L16.8 8H20a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9"
    "a1 1 0 0 1 1-1zM12 16.8a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8z",
    "file": "M6 3h8l4.5 4.5V21H6V3zM14 3v4.8h4.5",
    "upload": "M12 16V4.5M7 9l5-5 5 5M4.5 15.5v4h15v-4",
    "download": "M12 4v11.5M7 11l5 5 5-5M4.5 16v3.5h15V16",
    "next": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.6 2.6 3.8 5.6 3.8 9s-1.2 6.4-"
    "3.8 9c-2.6-2.6-3.8-5.6-3.8-9S9.4 5.6 12 3z",
    "shield": "M12 3l7.5 2.8v5.4c0 4.6-3 8-7.5 9.8-4.5-1.8-7.5-5.2-7.5-9.8V5.8L12 3zM8.5 12l2.5 "
    "2.5 4.5-5",
    "lock": "M6 11h12v9.5H6V11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "refresh": "M20 5v5h-5M4 19v-5h5M19.4 10A8 8 0 0 0 5.6 7.6L4 9M4.6 14a8 8 0 0 0 13.8 2.4L20 15",
    "pencil": "M4 20l1-4.5L16 4.5 19.5 8 8.5 19 4 20zM14 6.5l3.5 3.5",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21",
    "zoom-in": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21M10.5 8v5M8 10.5h5",
    "zoom-out": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21M8 10.5h5",
    "rotate": "M20 4v5.5h-5.5M19.6 9.2A8 8 0 1 0 20 14",
    "frame": "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    "scales": "M12 4v16.5M7.5 20.5h9M5 7h14M5 7l-2.8 6.5h5.6L5 7zM19 7l-2.8 6.5h5.6L19 7z",
    "chart": "M4 4v16.5h16.5M8 16.5v-4M12.5 16.5V8M17 16.5v-6",
    "map": "M3.5 6l5.5-2 6 2.2 5.5-2V18L15 20.2 9 18l-5.5 2V6zM9 4v14M15 6.2v14",
    "book": "M12 6.5C10 5 7 4.5 3.5 4.5v13c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-13c-3.5 0-"
    "6.5.5-8.5 2zM12 6.5v13",
    "note": "M5 4h14v11l-5 5H5V4zM19 15h-5v5M8.5 8.5h7M8.5 12h4",
    "list": "M8.5 6H20M8.5 12H20M8.5 18H20M4.2 6v.1M4.2 12v.1M4.2 18v.1",
    "flag": "M5.5 21V4.5M5.5 5c4-2.5 7.5 2 13 0v8.5c-5.5 2-9-2.5-13 0",
    "key": "M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12.5 12H21M18 12v3.5",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "sun": "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
    "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
    "card": "M3 6h18v12.5H3V6zM6 15.5h6M14.5 10h4M14.5 13h4"
    "M8 12.7a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z",
    "eye": "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"
    "M12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z",
    "pause": "M8.5 5v14M15.5 5v14",
}
# These point along the line of reading, so right-to-left pages mirror them (CSS).
_MIRRORED = ("next", "back")


def icon(name: str) -> Markup:
    """Return an icon hidden from screen readers; raises KeyError for an unknown name."""
    kind = "icon icon-mirrored" if name in _MIRRORED else "icon"
    return Markup(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>'
    ).format(kind, _PATHS[name])
