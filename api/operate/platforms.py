"""`candor platform`: a marketplace that verifies its people here, and the key of its servers."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from api.access import api_keys
from api.access.principal import Scope
from api.audit.chain import append
from api.service import open_service
from api.settings import SettingsError, settings_from
from api.store.tables.people import Platform


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `candor platform`."""
    parser.add_argument("id", help="its name in the database: letters, digits, _ and -")
    parser.add_argument("--name", help="its name as people know it; needed the first time")
    parser.add_argument(
        "--settings", type=Path, help="JSON: statement, retention_days, attempts; replaces the old"
    )
    parser.add_argument("--key", metavar="NAME", help="issue a key with every scope, and print it")


def run(arguments: argparse.Namespace) -> int:
    """Make or change a platform; a new key is printed once and never again."""
    svc = open_service(settings_from())
    settings = _settings(arguments.settings)
    now = svc.now()
    with svc.sessions.begin() as session:
        row = session.get(Platform, arguments.id, with_for_update=True)
        if row is None:
            if not arguments.name or not arguments.id.replace("_", "").replace("-", "").isalnum():
                print("a new platform needs a plain id and --name")
                return 2
            row = Platform(id=arguments.id, name=arguments.name, settings={}, created_at=now)
            session.add(row)
            append(
                session, actor="operator", action="platform.made", target=row.id, facts={}, now=now
            )
        row.name = arguments.name or row.name
        row.settings = row.settings if settings is None else settings
        session.flush()
        print(f"platform {row.id}: {row.name}")
        if arguments.key:
            print(_key(session, row.id, arguments.key, now))
    return 0


def _settings(file: Path | None) -> dict[str, Any] | None:
    if file is None:
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file} is not readable JSON ({type(error).__name__})") from None
    if not isinstance(found, dict):
        raise SettingsError(f"{file} must hold one JSON object")
    return found


def _key(session: Session, platform_id: str, name: str, now: datetime) -> str:
    row, secret = api_keys.issue(
        session, platform_id=platform_id, name=name, scopes=list(Scope), now=now
    )
    facts = {"platform": platform_id, "scopes": list(row.scopes)}
    append(session, actor="operator", action="key.issued", target=row.id, facts=facts, now=now)
    return secret
