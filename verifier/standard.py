"""The standard set-up of a verification: profiles, trust store and engines that come with Candor.

Edges (the command, the service) call this; the library itself takes a `Context` and no defaults.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

from verifier.model.context import Context
from verifier.model.engine import Engines
from verifier.model.trust import Anchor, Revocations, TrustStore
from verifier.mrz.read import read_zones
from verifier.mrz.second import passporteye_zones, rapidocr_zones
from verifier.profiles.load import load_profiles
from verifier.seal.trust.load import load_anchor, load_revocation
from verifier.seal.trust.store import load_store
from verifier.visual.engine import available_scripts, text_reader

TRUST_FOLDER = user_data_path("candor") / "trust"


@cache
def standard_engines() -> Engines:
    """Return the engines this machine has; what is missing leaves its checks unsure."""
    return Engines(
        zone=read_zones,
        second_zone_readers=(("rapidocr", rapidocr_zones), ("passporteye", passporteye_zones)),
        text=text_reader(),
        text_scripts=available_scripts,
    )


def standard_context(
    *,
    as_of: date | None = None,
    trust: Sequence[tuple[Path, str | None]] = (),
    trust_only: bool = False,
    revocations: Sequence[Path] = (),
    profiles: Path | None = None,
) -> Context:
    """Return a context; `as_of` sets the clock to that day's noon in UTC, else it is now.

    `trust` pairs a file with the key id it is known under. Raises TrustStoreError or
    ProfileError, whose messages say what to do.
    """
    now = datetime.combine(as_of, time(12), UTC) if as_of else datetime.now(UTC)
    store = TrustStore() if trust_only else load_store(TRUST_FOLDER)
    return Context(
        now=now,
        profiles=load_profiles(profiles),
        trust=_with(store, trust, revocations),
        engines=standard_engines(),
    )


def _with(
    store: TrustStore, trust: Sequence[tuple[Path, str | None]], revocations: Sequence[Path]
) -> TrustStore:
    anchors: list[Anchor] = []
    for path, key_id in trust:
        anchors.extend(load_anchor(path, key_id))
    lists = [store.revocations, *(load_revocation(path) for path in revocations)]
    version = store.version + (f"+{len(anchors)} given" if anchors else "")
    return replace(
        store,
        anchors=(*store.anchors, *anchors),
        revocations=Revocations(
            crls=tuple(crl for one in lists for crl in one.crls),
            card_lists=tuple(ids for one in lists for ids in one.card_lists),
        ),
        version=version,
    )
