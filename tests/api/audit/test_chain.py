from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError

from api.audit.chain import GENESIS, NO_TRIGGERS, TRIGGERS, AuditError, append, digest_of
from api.audit.check import verify_chain
from api.store.engine import connect, sessions
from api.store.tables.audit import AuditEntry
from tests.api.databases import own_database

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def entry(session, **facts):
    return append(session, actor="a", action="b", target="c", facts=facts, now=NOON)


def test_each_entry_carries_the_digest_of_the_one_before(session):
    first, second = entry(session), entry(session)
    assert (first.seq, first.previous) == (1, GENESIS)
    assert (second.seq, second.previous) == (2, first.digest)


def test_facts_are_kept_as_canonical_text_whatever_their_order(session):
    one = entry(session, b=1, a=[True, None], mac=b"\x00\xff")
    assert one.payload == '{"a":[true,null],"b":1,"mac":"base64,AP8="}'
    assert json.loads(one.payload)["b"] == 1


def test_what_is_hashed_is_what_is_read_back_from_the_database(session, checkpoints):
    zone = timezone(timedelta(hours=5, minutes=30))
    when = datetime(2026, 11, 22, 17, 30, 0, 123456, tzinfo=zone)
    append(session, actor="a", action="b", target="c", facts={"n": 2**53 - 1}, now=when)
    session.expire_all()
    assert verify_chain(session, checkpoints).whole


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Enya Ferro"},
        {"name": "Ферро"},
        {"deep": {"list": ["ok", "two words"]}},
        {"two words": 1},
        {"tab": "a\tb"},
        {"nul": "a\x00"},
        {"number": 1.5},
        {"when": NOON},
    ],
)
def test_free_text_is_refused_and_not_repeated(session, facts):
    with pytest.raises(AuditError) as caught:
        append(session, actor="a", action="b", target="c", facts=facts, now=NOON)
    assert "Enya" not in str(caught.value)
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 0


@pytest.mark.parametrize("given", [{"actor": "Ayo Bello"}, {"action": ""}, {"target": "a b"}])
def test_who_and_what_are_ids(session, given):
    with pytest.raises(AuditError):
        append(
            session, **({"actor": "a", "action": "b", "target": "c"} | given), facts={}, now=NOON
        )


@settings(deadline=None)
@given(
    st.lists(st.text(max_size=9), min_size=4, max_size=4),
    st.lists(st.text(max_size=9), min_size=4, max_size=4),
)
def test_two_rows_that_differ_never_share_a_digest(one, other):
    same = digest_of(GENESIS, 1, NOON, *one) == digest_of(GENESIS, 1, NOON, *other)
    assert same == (one == other)


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE audit SET actor = 'x'",
        "UPDATE audit SET actor = 'x' WHERE false",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "TRUNCATE audit CASCADE",
        "MERGE INTO audit USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE",
        "INSERT INTO audit SELECT * FROM audit ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
        "DELETE FROM audit_checkpoint",
        "UPDATE audit_checkpoint SET digest = ''",
        "TRUNCATE audit_checkpoint",
    ],
)
def test_the_database_refuses_to_change_what_was_written(session, act):
    entry(session)
    with pytest.raises(ProgrammingError, match="only grows"), session.begin_nested():
        session.execute(text(act))


def test_the_services_own_role_cannot_switch_the_triggers_off_for_a_session(session):
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        session.execute(text("SET session_replication_role = replica"))


def test_the_triggers_can_be_taken_back_by_a_migration(session):
    for statement in (*NO_TRIGGERS, *NO_TRIGGERS, *TRIGGERS):
        session.execute(text(statement))


def test_many_writers_at_once_make_one_chain_without_gaps(postgres, checkpoints):
    with own_database(postgres) as url:
        engine = connect(url)
        factory = sessions(engine)

        def work(number: int) -> None:
            for _ in range(10):
                with factory.begin() as session:
                    append(
                        session,
                        actor=f"w_{number}",
                        action="b",
                        target="c",
                        facts={},
                        now=datetime.now(UTC),
                    )

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(work, range(8)))
        with factory() as session:
            report = verify_chain(session, checkpoints)
        engine.dispose()
    assert report.whole
    assert report.rows == 80


def test_what_was_rolled_back_leaves_no_gap(session, checkpoints):
    entry(session)
    undone = session.begin_nested()
    entry(session)
    undone.rollback()
    assert entry(session).seq == 2
    assert verify_chain(session, checkpoints).whole
