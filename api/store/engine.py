"""Connections to PostgreSQL: pooled, named, and bounded in time."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

# Handlers run in FastAPI's 40 threads, each holding one connection for one short transaction;
# embedded PostgreSQL admits 100, shared with the workers.
_POOL = 20
_OVERFLOW = 20
_POOL_WAIT = 10  # seconds; then the caller gets a 503 rather than a queue without end
_RECYCLE = 1800  # seconds; below the idle limits of usual proxies
_STATEMENT_MS = 30_000
_LOCK_MS = 10_000
_IDLE_IN_TRANSACTION_MS = 60_000


def connect(
    url: str,
    *,
    application: str = "candor",
    pool: int = _POOL,
    statement_ms: int = _STATEMENT_MS,
) -> Engine:
    """Return an engine for a `postgresql+psycopg://` URL; nothing connects yet.

    A statement may run `statement_ms` milliseconds, wait ten seconds for a lock, and a transaction
    may idle a minute. Parameters are kept out of exceptions: they may be a person's.
    """
    options = (
        f"-c statement_timeout={statement_ms} -c lock_timeout={_LOCK_MS} "
        f"-c idle_in_transaction_session_timeout={_IDLE_IN_TRANSACTION_MS} -c timezone=UTC"
    )
    return create_engine(
        _with_driver(url),
        pool_size=pool,
        max_overflow=_OVERFLOW,
        pool_timeout=_POOL_WAIT,
        pool_recycle=_RECYCLE,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"application_name": application, "options": options, "connect_timeout": 10},
    )


def sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the factory; `with factory.begin() as session:` commits at its end."""
    # Rows stay readable after the commit, when the answer is written.
    return sessionmaker(engine, expire_on_commit=False)


def _with_driver(url: str) -> str:
    # Platforms hand out postgres:// and postgresql://; SQLAlchemy needs the driver's name.
    scheme, mark, rest = url.partition("://")
    return f"postgresql+psycopg{mark}{rest}" if scheme in ("postgres", "postgresql") else url
