"""Pages neither skip nor repeat; a cursor cannot be made up, changed or taken elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from api.access.cursors import Cursors
from api.problems import ProblemError
from api.store.tables.people import Platform

CURSORS = Cursors(key=b"k" * 32)


def walk(session, **more):
    seen, after = [], None
    while True:
        page = CURSORS.page(
            session,
            select(Platform),
            by=[Platform.created_at, Platform.id],
            scope="platforms",
            after=after,
            limit=3,
            **more,
        )
        assert len(page.rows) <= 3
        seen += [row.id for row in page.rows]
        if page.next is None:
            return seen
        after = page.next


@pytest.fixture
def ten(session, now):
    # Three share each moment, so the identifier has to break the tie.
    names = [f"plt_{n:02}" for n in range(10)]
    for n, name in enumerate(names):
        when = now + timedelta(microseconds=n // 3)
        session.add(Platform(id=name, name="P", settings={}, created_at=when))
    session.flush()
    return names


def test_every_row_comes_once_in_order(session, ten):
    assert walk(session) == ten
    assert walk(session, newest_first=True) == ten[::-1]


def test_no_page_is_larger_than_a_hundred(session, ten, now):
    for n in range(100, 210):
        session.add(Platform(id=f"plt_{n}", name="P", settings={}, created_at=now))
    session.flush()
    page = CURSORS.page(
        session, select(Platform), by=[Platform.id], scope="p", after=None, limit=5000
    )
    assert len(page.rows) == 100


@given(
    st.lists(
        st.integers(-(2**53), 2**53)
        | st.text().filter(lambda t: not t.startswith("@"))
        | st.datetimes(timezones=st.just(UTC)),
        max_size=4,
    )
)
def test_a_cursor_reads_as_it_was_made(values):
    assert CURSORS.read("list", CURSORS.make("list", *values)) == tuple(values)


@given(st.text(max_size=80))
def test_a_made_up_cursor_is_400(text):
    with pytest.raises(ProblemError) as refused:
        CURSORS.read("list", text)
    assert (refused.value.status, refused.value.code) == (400, "cursor_invalid")


def test_a_cursor_of_another_list_or_installation_is_400():
    made = CURSORS.make("events/plt_one", 7, datetime(2026, 1, 1, tzinfo=UTC))
    for cursors, scope in ((CURSORS, "events/plt_two"), (Cursors(key=b"x"), "events/plt_one")):
        with pytest.raises(ProblemError):
            cursors.read(scope, made)
