"""How often each caller may ask: clear 429s that say when to come back, shared by all hosts.

Headers after draft-ietf-httpapi-ratelimit-headers-10. Without the storage nobody is refused: a
limit protects the service, and refusing everybody would do the opposite.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from limits import RateLimitItem, parse
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter
from sqlalchemy import Engine
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.counters import Counters
from api.access.principal import Principal
from api.access.roles import anyone
from api.problems import ProblemError
from api.settings import SettingsError

log = logging.getLogger("candor.access")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a caller stands after this request."""

    allowed: bool
    remaining: int
    seconds: int  # until there is room again


class Limiter:
    """Counts requests. `key` is secret: network addresses are kept as keyed hashes only."""

    def __init__(self, storage: Storage, key: bytes) -> None:
        self._strategy = SlidingWindowCounterRateLimiter(storage)
        self._key = key

    def hit(self, name: str, rate: RateLimitItem, who: str) -> Standing:
        """Count one request of `who` under the limit `name`."""
        try:
            allowed = self._strategy.hit(rate, name, who)
            window = self._strategy.get_window_stats(rate, name, who)
        except StorageError:
            log.warning("rate limits are off: their storage does not answer")
            return Standing(allowed=True, remaining=rate.amount, seconds=0)
        return Standing(
            allowed=allowed,
            remaining=max(0, window.remaining),
            seconds=max(1, math.ceil(window.reset_time - time.time())),
        )

    def anonymous(self, address: str) -> str:
        """Return the name under which a network address is counted."""
        return hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest()[:32]


def limiter(engine: Engine, key: bytes, redis_url: str | None = None) -> Limiter:
    """Return the limiter on Redis, when its URL is given, or on the service's PostgreSQL.

    Raises SettingsError for a URL that cannot be used.
    """
    if redis_url is None:
        return Limiter(Counters(engine), key)
    try:
        shared = storage_from_string(redis_url, wrap_exceptions=True)
    except (ConfigurationError, ValueError):
        raise SettingsError("CANDOR_REDIS_URL needs redis:// and the package `redis`") from None
    if not isinstance(shared, Storage):
        raise SettingsError("CANDOR_REDIS_URL must be a redis:// or rediss:// URL")
    return Limiter(shared, key)


def limited(name: str, rate: str) -> Callable[..., None]:
    """Return a dependency that allows `rate` ("60/minute") per caller, or answers 429.

    `app.state.limiter` is the `Limiter`; without one nothing is limited.
    """
    item = parse(rate)

    def count(request: Request, caller: Annotated[Principal | None, Depends(anyone)]) -> None:
        counter: Limiter | None = getattr(request.app.state, "limiter", None)
        if counter is None:
            return
        address = request.client.host if request.client else "unknown"
        who = caller.id if caller else counter.anonymous(address)
        standing = counter.hit(name, item, who)
        headers = _headers(name, item, standing)
        request.state.rate_headers = headers
        if not standing.allowed:
            raise ProblemError(
                HTTPStatus.TOO_MANY_REQUESTS,
                "too_many_requests",
                "Too many requests",
                f"Come back in {standing.seconds} seconds; nothing was lost or counted against "
                f"anyone. The limit is {item.amount} in {item.get_expiry()} seconds.",
                headers={**headers, "Retry-After": str(standing.seconds)},
            )

    return count


class RateHeaders:
    """ASGI middleware: every limited answer says what is left."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers which the limit's dependency left in the request's state."""

        async def sending(message: Message) -> None:
            headers = scope.get("state", {}).get("rate_headers")
            if message["type"] == "http.response.start" and headers:
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


def _headers(name: str, rate: RateLimitItem, standing: Standing) -> dict[str, str]:
    return {
        "RateLimit-Policy": f'"{name}";q={rate.amount};w={rate.get_expiry()}',
        "RateLimit": f'"{name}";r={standing.remaining};t={standing.seconds}',
    }
