"""Standard Webhooks signatures: over id, time and body, with each secret that is in force.

Source: standard-webhooks specification 1.0.0; while a secret rotates both sign, separated by a
space, so that receivers change theirs when it suits them.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime

from standardwebhooks import Webhook

_PREFIX = "whsec_"
_BYTES = 32  # the specification asks for 24 to 64


def new_secret() -> str:
    """Return a new secret as receivers' libraries take it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signed_headers(
    secrets_in_force: Sequence[str], *, message_id: str, body: bytes, now: datetime
) -> dict[str, str]:
    """Return the three headers of a message; `now` is when it is sent, not when it happened."""
    text = body.decode()
    signatures = [Webhook(each).sign(message_id, now, text) for each in secrets_in_force]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
