"""What a new installation begins with; in demo mode also a platform, a key and accounts."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import select

from api.access import api_keys
from api.access.principal import Scope
from api.access.staff import bootstrap
from api.service import Service
from api.store.tables.people import Platform

DEMO_PLATFORM = "demo"
# Who issues statements; of a market that does not exist.
_SETTINGS: dict[str, Any] = {
    "statement": {
        "name": "Demo marketplace",
        "legal_name": "Demo Marketplace Ltd.",
        "address": "1 Example Street, Utopia City, Utopia",
        "contact": {"name": "Verification desk", "email": "desk@demo.example"},
        "ground": {
            "kind": "contract",
            "reference": "Terms of use, section 4.2",
            "text": {"en": "Accounts are opened for persons whose identity was verified."},
        },
        "remedy": [
            {
                "kind": "complaint",
                "where": "the appeal on your verification page",
                "open_days": 184,
                "answered_days": 14,
                "free": True,
            },
            {
                "kind": "review",
                "where": "the appeal on your verification page",
                "open_days": 184,
                "answered_days": 14,
                "free": True,
            },
            {"kind": "settlement", "where": "any certified dispute settlement body"},
            {"kind": "court", "where": "the courts of your country"},
        ],
        "measure": {
            "scope": {"en": "identity verification of this account"},
            "territory": ["worldwide"],
        },
    }
}
DEMO_KEY = "demo-key"  # in the data folder, readable by its owner only


def furnish(svc: Service) -> list[str]:
    """Make what is missing; return what to tell whoever started the service."""
    if not svc.settings.demo:
        return []
    now = svc.now()
    told = [
        "demo mode: keys lie beside the data; for real documents set CANDOR_MODE=production",
        f"open {svc.settings.public_url}/ in a browser",
    ]
    key_file = svc.settings.data / DEMO_KEY
    with svc.sessions.begin() as session:
        if session.scalar(select(Platform).where(Platform.id == DEMO_PLATFORM)) is None:
            session.add(
                Platform(
                    id=DEMO_PLATFORM, name="Demo marketplace", settings=_SETTINGS, created_at=now
                )
            )
            session.flush()
            _, secret = api_keys.issue(
                session, platform_id=DEMO_PLATFORM, name="demo", scopes=list(Scope), now=now
            )
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            with os.fdopen(os.open(key_file, flags, 0o600), "w", encoding="ascii") as file:
                file.write(secret)
        for name, password in bootstrap(session, svc.settings, now).items():
            told.append(f"console account {name!r}, password {password}")
    told.append(f"the demo's API key is in {key_file}")
    return told
