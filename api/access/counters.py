"""Counters of `limits` in PostgreSQL, so that all processes and hosts share one limit.

A sliding window is two fixed ones, the earlier weighted by what is left of it. One statement adds
to the current one only while both stay within the limit, so racing requests cannot pass it.
Source: the `limits` library, `SlidingWindowCounterSupport`.
"""

from __future__ import annotations

import time

from limits.storage import SlidingWindowCounterSupport, Storage
from limits.storage.base import TimestampedSlidingWindow
from sqlalchemy import Engine, delete, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables.access import RateCounter

# `before` is the earlier window's weighted count; a window that ran out starts again.
_ADD = text("""
    WITH earlier AS (
        SELECT coalesce(sum(count), 0) * :weight AS before FROM rate_counter
        WHERE key = :earlier AND expires_at > :now
    )
    INSERT INTO rate_counter AS c (key, count, expires_at)
    SELECT :key, :amount, :ends FROM earlier WHERE floor(before) + :amount <= :limit
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN c.expires_at <= :now THEN 0 ELSE c.count END + :amount,
        expires_at = CASE WHEN c.expires_at <= :now THEN :ends ELSE c.expires_at END
    WHERE floor((SELECT before FROM earlier)
        + CASE WHEN c.expires_at <= :now THEN 0 ELSE c.count END) + :amount <= :limit
    RETURNING c.count
""")
_NO_LIMIT = 2**31 - 1


class Counters(Storage, SlidingWindowCounterSupport, TimestampedSlidingWindow):
    """The `rate_counter` table as a storage of `limits`."""

    STORAGE_SCHEME = None

    def __init__(self, engine: Engine) -> None:
        super().__init__(wrap_exceptions=True)
        self.engine = engine

    @property
    def base_exceptions(self) -> type[Exception]:
        """Errors that mean the storage is away."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a counter and return it."""
        return self._add(key, expiry, amount, "", 0.0, _NO_LIMIT) or 0

    def get(self, key: str) -> int:
        """Return a counter, 0 when it ran out."""
        asked = select(RateCounter.count).where(
            RateCounter.key == key, RateCounter.expires_at > time.time()
        )
        with self.engine.connect() as connection:
            return connection.scalar(asked) or 0

    def get_expiry(self, key: str) -> float:
        """Return when a counter runs out, in seconds since 1970."""
        asked = select(RateCounter.expires_at).where(RateCounter.key == key)
        with self.engine.connect() as connection:
            return connection.scalar(asked) or time.time()

    def check(self) -> bool:
        """Return whether the database answers."""
        with self.engine.connect() as connection:
            return connection.scalar(select(1)) == 1

    def reset(self) -> int:
        """Forget every counter; returns how many."""
        with self.engine.begin() as connection:
            return connection.execute(delete(RateCounter)).rowcount

    def clear(self, key: str) -> None:
        """Forget one counter."""
        with self.engine.begin() as connection:
            connection.execute(delete(RateCounter).where(RateCounter.key == key))

    def acquire_sliding_window_entry(
        self, key: str, limit: int, expiry: int, amount: int = 1
    ) -> bool:
        """Count a request if the window has room; whether it had."""
        now = time.time()
        earlier, current = self.sliding_window_keys(key, expiry, now)
        weight = 1 - now / expiry % 1
        return self._add(current, 2 * expiry, amount, earlier, weight, limit) is not None

    def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """Return earlier count and its rest in seconds, current count and its rest."""
        now = time.time()
        earlier, current = self.sliding_window_keys(key, expiry, now)
        rest = (1 - now / expiry % 1) * expiry
        asked = select(RateCounter.key, RateCounter.count).where(
            RateCounter.key.in_((earlier, current)), RateCounter.expires_at > now
        )
        with self.engine.connect() as connection:
            counts = {str(name): int(n) for name, n in connection.execute(asked).all()}
        before = counts.get(earlier, 0)
        return before, rest if before else 0.0, counts.get(current, 0), rest + expiry

    def clear_sliding_window(self, key: str, expiry: int) -> None:
        """Forget both windows."""
        for window in self.sliding_window_keys(key, expiry, time.time()):
            self.clear(window)

    def forget_expired(self) -> int:
        """Delete counters that ran out; returns how many."""
        with self.engine.begin() as connection:
            over = RateCounter.expires_at < func.extract("epoch", func.now())
            return connection.execute(delete(RateCounter).where(over)).rowcount

    def _add(
        self, key: str, expiry: int, amount: int, earlier: str, weight: float, limit: int
    ) -> int | None:
        now = time.time()
        values = {
            "key": key,
            "amount": amount,
            "ends": now + expiry,
            "earlier": earlier,
            "weight": weight,
            "limit": limit,
            "now": now,
        }
        with self.engine.begin() as connection:
            count: int | None = connection.scalar(_ADD, values)
        return count
