"""A platform's server that does not give up: it repeats what got no answer, later when told so.

Opening carries an Idempotency-Key, so a repetition opens nothing twice. An upload is repeated with
a new token, which replaces the one before; handing in is repeated after a look at the state.
"""

from __future__ import annotations

import io
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
from PIL import Image

from fixtures.specimens import specimen

_PATIENCE = 1200.0  # seconds for one step
_PAUSE = 0.5  # after no answer at all
_COME_BACK = (429, 503)
SETTLED = ("needs_you", "with_reviewer", "verified")
UNREADABLE = b"no picture: decided at once, and told why"


def picture(width: int = 400, name: str = "uto-passport") -> bytes:
    """Return a drawn passport as a JPEG of that width."""
    with Image.open(io.BytesIO(specimen(name).images[0][1])) as drawn:
        small = drawn.convert("RGB").resize((width, drawn.height * width // drawn.width))
    written = io.BytesIO()
    small.save(written, "JPEG", quality=88)
    return written.getvalue()


class GaveUpError(Exception):
    """A step got no answer that settles it within the patience."""


@dataclass(kw_only=True)
class Client:
    """One caller. `answers` counts statuses, `malformed` what was wrong with 429s."""

    url: str
    key: str
    answers: Counter[int] = field(default_factory=Counter)
    malformed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        many = httpx.Limits(max_connections=None)
        self._http = httpx.Client(base_url=self.url, timeout=60, limits=many)

    def verify(self, reference: str, data: bytes) -> str:
        """Open, upload and hand in; return the id of what was accepted."""
        opened = self._opened(reference)
        case, token = str(opened["id"]), str(opened["applicant_token"])
        self._sent(case, token, data)
        self._handed_in(case, token)
        return case

    def status(self, case: str) -> dict[str, Any]:
        """Return where a verification stands."""
        return dict(self._asked("GET", f"/v1/verifications/{case}", token=self.key).json())

    def settled(self, case: str, *, within: float = _PATIENCE) -> str:
        """Wait until a verification is decided or with a person; return its state."""
        until = time.monotonic() + within
        while (state := str(self.status(case)["state"])) not in SETTLED:
            if time.monotonic() > until:
                raise GaveUpError(f"{case} is still {state}")
            time.sleep(_PAUSE)
        return state

    def _opened(self, reference: str) -> dict[str, Any]:
        answer = self._asked(
            "POST",
            "/v1/verifications",
            token=self.key,
            json={"reference": reference, "claim": {"full_name": "Anna Maria Eriksson"}},
            headers={"Idempotency-Key": uuid.uuid4().hex},
        )
        return dict(answer.raise_for_status().json())

    def _sent(self, case: str, token: str, data: bytes) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            ticket = self._asked(
                "POST", f"/v1/verifications/{case}/uploads", token=token, json={"slot": "front"}
            )
            path = f"/v1/uploads/{ticket.raise_for_status().json()['token']}"
            kind = {"content-type": "image/jpeg"}
            answer = self._asked("PUT", path, content=data, headers=kind)
            # 401: the token was used by a request whose answer was lost.
            if answer.status_code == 201:
                return
            if answer.status_code != 401:
                answer.raise_for_status()
        raise GaveUpError("upload")

    def _handed_in(self, case: str, token: str) -> None:
        answer = self._asked("POST", f"/v1/verifications/{case}/submit", token=token)
        # 409 after a lost answer: it was handed in before.
        if answer.status_code == 409 and self.status(case)["state"] != "received":
            return
        answer.raise_for_status()

    def _asked(
        self,
        method: str,
        path: str,
        *,
        token: str = "",
        headers: dict[str, str] | None = None,
        **sent: Any,
    ) -> httpx.Response:
        said = {**({"authorization": f"Bearer {token}"} if token else {}), **(headers or {})}
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                answer = self._http.request(method, path, headers=said, **sent)
            except httpx.TransportError:
                self.answers[0] += 1
                time.sleep(_PAUSE)
                continue
            self.answers[answer.status_code] += 1
            if answer.status_code not in _COME_BACK and "retry-after" not in answer.headers:
                return answer
            time.sleep(self._told_to_wait(answer))
        raise GaveUpError(f"{method} {path.split('/')[2]}")

    def _told_to_wait(self, answer: httpx.Response) -> float:
        wait = answer.headers.get("retry-after", "")
        if answer.headers.get("content-type") != "application/problem+json":
            self.malformed.append(f"{answer.status_code}: not a problem")
        elif answer.json().get("status") != answer.status_code or not answer.json().get("detail"):
            self.malformed.append(f"{answer.status_code}: says nothing")
        if not wait.isdigit() or int(wait) < 1:
            self.malformed.append(f"{answer.status_code}: no Retry-After")
            return _PAUSE
        return float(wait)
