from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.store.tables.vault import OBJECT_KINDS, DataKey, StoredObject
from api.vault.periods import APPEAL_DAYS, DAYS, TEXT, PeriodError, days_of, keep_until
from api.vault.retention import apply_retention, due_objects, due_texts, restart
from api.vault.sweep import remove_shredded
from api.vault.vault import GoneError

DAY = timedelta(days=1)


@pytest.fixture
def put(session, vault, person, now):
    subject = person(session)

    def put(kind="upload", **more):
        return vault.put_object(
            session,
            subject_id=subject,
            kind=kind,
            data=b"drawn",
            media_type="image/png",
            now=now,
            **more,
        ).id

    return put


def test_every_kind_has_an_end_from_the_start():
    assert {kind for kind, event in DAYS if event == "stored"} == {*OBJECT_KINDS, TEXT}
    assert all(days > 0 for days in DAYS.values())


def test_pictures_of_a_decision_outlive_every_appeal_against_it():
    for kind in ("upload", "preview", "evidence"):
        assert DAYS[kind, "decided"] == APPEAL_DAYS + 30


def test_an_unfinished_upload_ends_after_a_week_and_not_before(session, vault, put, now):
    kept = put()
    assert apply_retention(session, vault, now + 7 * DAY - timedelta(seconds=1)).objects == 0
    assert due_objects(session, now + 7 * DAY) == [kept]
    assert apply_retention(session, vault, now + 7 * DAY).objects == 1
    with pytest.raises(GoneError):
        vault.get_object(session, kept)
    assert remove_shredded(session, vault) == 1
    assert session.get(StoredObject, kept, populate_existing=True) is None


def test_a_decision_starts_the_period_anew_for_its_own_things_only(session, vault, put, now):
    decided, other = put(), put()
    restart(session, event="decided", now=now, object_ids=[decided])
    assert due_objects(session, now + 8 * DAY) == [other]
    assert set(due_objects(session, now + (APPEAL_DAYS + 30) * DAY)) == {decided, other}


def test_each_kind_follows_its_own_row(session, put, now):
    kinds = {put(kind): kind for kind in ("upload", "report")}
    restart(session, event="decided", now=now, object_ids=list(kinds))
    for each, kind in kinds.items():
        row = session.get(StoredObject, each, populate_existing=True)
        assert row.delete_after == now + timedelta(days=DAYS[kind, "decided"])


def test_sealed_text_ends_with_its_key(session, vault, person, now):
    key = vault.new_text_key(session, person(session), now)
    sealed = vault.seal_text(session, key, b"Enya Ferro", about="a")
    restart(session, event="withdrawn", now=now, data_key_ids=[key])
    assert due_texts(session, now + 29 * DAY) == []
    assert apply_retention(session, vault, now + 30 * DAY).texts == 1
    with pytest.raises(GoneError):
        vault.open_text(session, key, sealed, about="a")


def test_an_objects_key_never_ends_before_its_object(session, put, now):
    kept = session.get(StoredObject, put())
    restart(session, event="withdrawn", now=now, data_key_ids=[kept.data_key_id])
    assert session.get(DataKey, kept.data_key_id, populate_existing=True).delete_after is None
    assert due_texts(session, now + 5000 * DAY) == []


def test_what_must_stay_is_asked_about_again_and_blocks_nothing(session, vault, put, now):
    held, free = put(delete_after=now), put(delete_after=now + DAY)
    for day, (objects, kept) in enumerate([(0, 1), (1, 0), (0, 1)], start=0):
        ended = apply_retention(
            session, vault, now + day * DAY, kept=lambda _, ids: {held} & set(ids), limit=1
        )
        assert (ended.objects, ended.kept) == (objects, kept), day
    assert vault.get_object(session, held) == b"drawn"
    with pytest.raises(GoneError):
        vault.get_object(session, free)


def test_a_long_list_is_ended_in_batches(session, vault, put, now):
    for _ in range(5):
        put(delete_after=now)
    ended = [apply_retention(session, vault, now, limit=2).objects for _ in range(4)]
    assert ended == [2, 2, 1, 0]
    assert [remove_shredded(session, vault, limit=3) for _ in range(3)] == [3, 2, 0]


def test_a_platform_gives_its_own_days(now):
    own = days_of({"retention_days": {"upload.decided": 200}, "attempts": 3})
    assert keep_until("upload", "decided", now, own) == now + 200 * DAY
    assert keep_until("upload", "stored", now, own) == now + 7 * DAY
    assert days_of({}) == DAYS


def test_an_event_a_kind_does_not_list_counts_as_stored(now):
    assert keep_until("export", "decided", now) == now + 7 * DAY


@pytest.mark.parametrize(
    "own",
    [
        {"upload.forever": 1},
        {"upload": 1},
        {"upload.stored": 0},
        {"upload.stored": "7"},
        {"upload.stored": True},
        {7: 7},
    ],
)
def test_a_period_written_wrongly_is_named(own):
    with pytest.raises(PeriodError, match="retention_days"):
        days_of({"retention_days": own})


@settings(deadline=None)
@given(
    st.sampled_from(sorted(DAYS)),
    st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year < 9990),
)
def test_an_end_is_always_after_its_event(row, at):
    assert keep_until(*row, at) > at
