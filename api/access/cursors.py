"""Pages by keyset: an opaque, signed cursor holds the last row's sort values.

Unlike an offset it neither skips nor repeats rows that arrive meanwhile, and it costs the same on
page one and page thousand. A cursor holds times and identifiers, never a person's data.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from api.problems import ProblemError

LARGEST = 100
Limit = Annotated[int, Query(ge=1, le=LARGEST, description="Rows on a page")]
After = Annotated[str | None, Query(max_length=512, description="`next` of the page before")]

_TAG = 16  # bytes of HMAC-SHA256; forging one takes 2^128 tries
_TIME = "@"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next ones when there are more."""

    rows: Sequence[T]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursors:
    """Makes and reads cursors. `key` is secret and the same in every process."""

    key: bytes

    def make(self, scope: str, *values: str | int | datetime) -> str:
        """Return the cursor after these values; `scope` names the list and whose it is."""
        plain = [_TIME + v.isoformat() if isinstance(v, datetime) else v for v in values]
        said = json.dumps(plain, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._tag(scope, said) + said).rstrip(b"=").decode()

    def read(self, scope: str, cursor: str) -> tuple[str | int | datetime, ...]:
        """Return the values; raises ProblemError 400 for a cursor that is not this list's."""
        try:
            raw = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        except (binascii.Error, ValueError):
            raise _foreign() from None
        tag, said = raw[:_TAG], raw[_TAG:]
        if not hmac.compare_digest(tag, self._tag(scope, said)):
            raise _foreign()
        return tuple(_value(each) for each in json.loads(said))

    def page(
        self,
        session: Session,
        asked: Select[Any],
        *,
        by: Sequence[InstrumentedAttribute[Any]],
        scope: str,
        after: str | None,
        limit: int,
        newest_first: bool = False,
    ) -> Page[Any]:
        """Return one page of `asked`, sorted by the columns `by`, of which the last is unique."""
        limit = max(1, min(limit, LARGEST))
        if after is not None:
            last = tuple_(*self.read(scope, after))
            asked = asked.where(tuple_(*by) < last if newest_first else tuple_(*by) > last)
        order = [column.desc() if newest_first else column.asc() for column in by]
        rows = session.scalars(asked.order_by(*order).limit(limit + 1)).all()
        shown = rows[:limit]
        if len(rows) <= limit:
            return Page(rows=shown, next=None)
        values = [getattr(shown[-1], column.key) for column in by]
        return Page(rows=shown, next=self.make(scope, *values))

    def _tag(self, scope: str, said: bytes) -> bytes:
        return hmac.new(self.key, scope.encode() + b"\0" + said, hashlib.sha256).digest()[:_TAG]


def _value(each: str | int) -> str | int | datetime:
    if isinstance(each, str) and each.startswith(_TIME):
        return datetime.fromisoformat(each.removeprefix(_TIME))
    return each


def _foreign() -> ProblemError:
    return ProblemError(
        HTTPStatus.BAD_REQUEST,
        "cursor_invalid",
        "This cursor does not belong to this list",
        "Start again without a cursor.",
    )
