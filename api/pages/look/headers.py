"""Headers every page carries: nothing inline runs, nothing comes from elsewhere, nothing is kept.

Sources: CSP Level 3; OWASP ASVS 5.0, V3.4. Scripts, styles and pictures are our own files.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # A picture chosen but not sent yet is shown from the browser's own memory.
        "img-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # `no-referrer` would turn a form's Origin header into `null`; no other site sees the address.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
_PAGES = ("/v/", "/console", "/static/")


class PageHeaders:
    """ASGI middleware: adds the headers to the pages' answers, leaves the API's alone.

    A page that says nothing of caching is not kept anywhere: it may show a person's data.
    """

    def __init__(self, app: ASGIApp, prefixes: tuple[str, ...] = _PAGES) -> None:
        self.app = app
        self.prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; mend the answer's headers."""
        if scope["type"] != "http" or not self._ours(scope["path"]):
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, sending)

    def _ours(self, path: str) -> bool:
        return path == "/" or path.startswith(self.prefixes)
