"""Where sealed objects lie: a folder, or any store that obstore knows (S3 and its kin) by URL.

Names are random and say nothing about whom or what. An object is written once and never changed.
S3 is configured by the usual AWS_* variables (AWS_ENDPOINT_URL, AWS_REGION, AWS_ALLOW_HTTP...).

Sources: obstore documentation; object_store `LocalFileSystem` (staging files end in `#` and a
number, and its writes are not flushed to the disk).
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from api.settings import Settings, SettingsError
from verifier.errors import CandorError

if TYPE_CHECKING:
    from obstore.store import ObjectStore, RetryConfig

_SCHEMES = ("file", "s3", "gs", "az")
_NAME_BYTES = 16
# A store that is down is an error within seconds; the caller has its own way to try again.
_RETRY: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=15)}
_STAGING = re.compile(r"#\d+$")


class ObjectsError(CandorError):
    """The object store did not do as asked; trying again may help."""


class LostObjectError(ObjectsError):
    """The store has no object of that name."""


class Objects:
    """Create, get, delete and list sealed objects."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @property
    def folder(self) -> Path | None:
        """The folder in which the objects lie, if they lie in one."""
        return self._store.prefix if isinstance(self._store, LocalStore) else None

    def create(self, sealed: bytes) -> str:
        """Keep `sealed` under a new random name and return it; it is on the disk by then."""
        name = secrets.token_hex(_NAME_BYTES)
        path = f"{name[:2]}/{name[2:]}"
        try:
            obstore.put(self._store, path, sealed, mode="create", use_multipart=False)
            if self.folder:
                _flush(self.folder / path)
        except (BaseError, OSError) as error:
            raise ObjectsError(f"an object was not stored ({type(error).__name__})") from None
        return path

    def get(self, path: str) -> bytes:
        """Return the sealed bytes; raises LostObjectError, or ObjectsError to try again."""
        try:
            return bytes(obstore.get(self._store, path).bytes())
        except FileNotFoundError:
            raise LostObjectError("an object is not in the store") from None
        except (BaseError, OSError) as error:
            raise ObjectsError(f"an object was not read ({type(error).__name__})") from None

    def delete(self, path: str) -> None:
        """Remove an object; one that is not there is as good as removed."""
        try:
            obstore.delete(self._store, path)
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise ObjectsError(f"an object was not deleted ({type(error).__name__})") from None

    def older_than(self, moment: datetime) -> Iterator[list[str]]:
        """Yield, by the batch, the names of objects last written before `moment`."""
        try:
            for batch in obstore.list(self._store):
                yield [each["path"] for each in batch if each["last_modified"] < moment]
        except (BaseError, OSError) as error:
            raise ObjectsError(f"objects were not listed ({type(error).__name__})") from None

    def remove_unfinished(self, before: datetime) -> int:
        """Remove what a killed process left half written in the folder before that moment."""
        removed = 0
        for path in self.folder.glob("*/*#*") if self.folder else ():
            if _STAGING.search(path.name) and _written(path) < before:
                path.unlink(missing_ok=True)
                removed += 1
        return removed


def open_objects(settings: Settings) -> Objects:
    """Return the installation's object store; raises SettingsError naming the variable."""
    if settings.objects_url is None:
        folder = settings.data / "objects"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Objects(LocalStore(folder.absolute()))
    scheme = settings.objects_url.partition("://")[0]
    if scheme not in _SCHEMES:
        raise SettingsError(f"CANDOR_OBJECTS_URL must start with one of {', '.join(_SCHEMES)}")
    try:
        if scheme == "file":
            return Objects(LocalStore.from_url(settings.objects_url, mkdir=True))
        return Objects(from_url(settings.objects_url, retry_config=_RETRY))
    except (BaseError, ValueError) as error:
        problem = type(error).__name__
        raise SettingsError(f"CANDOR_OBJECTS_URL or AWS_* cannot be used ({problem})") from None


def _flush(path: Path) -> None:
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)
