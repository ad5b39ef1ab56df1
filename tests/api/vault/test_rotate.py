from __future__ import annotations

import pytest
from sqlalchemy import select, update

from api.store.tables.vault import DataKey
from api.vault.objects import open_objects
from api.vault.ring import UnknownKeyError, new_key, ring
from api.vault.rotate import rotate, waiting
from api.vault.vault import Vault

ROOT, OLD, NEW = (new_key() for _ in range(3))


@pytest.fixture
def before(settings):
    return Vault(ring(f"root={ROOT} key={OLD}"), open_objects(settings))


@pytest.fixture
def after(settings):
    return Vault(ring(f"root={ROOT} key={OLD} key={NEW}"), open_objects(settings))


@pytest.fixture
def filled(session, before, person, now):
    subject = person(session)
    return [
        before.put_object(
            session,
            subject_id=subject,
            kind="upload",
            data=bytes([n]),
            media_type="image/png",
            now=now,
        )
        for n in range(7)
    ]


def turn(session, keys, limit=3):
    """Run a rotation to its end and return its batches."""
    batches = [rotate(session, keys, limit=limit)]
    while batches[-1].after:
        batches.append(rotate(session, keys, batches[-1].after, limit))
    return batches


def test_the_old_key_can_go_once_nothing_waits(session, after, filled, settings):
    assert waiting(session, after.keys) == {after.keys.ids[0]: 7}
    assert [each.moved for each in turn(session, after.keys)] == [3, 3, 1]
    assert waiting(session, after.keys) == {}
    without = Vault(ring(f"root={ROOT} key={NEW}"), open_objects(settings))
    assert [without.get_object(session, row.id) for row in filled] == [bytes([n]) for n in range(7)]


def test_everything_opens_in_the_middle_of_a_rotation_and_it_goes_on(session, after, filled):
    rotate(session, after.keys, limit=4)
    assert [after.get_object(session, row.id) for row in filled] == [bytes([n]) for n in range(7)]
    assert sum(each.moved for each in turn(session, after.keys)) == 3


def test_a_second_rotation_moves_nothing(session, after, filled):
    turn(session, after.keys)
    assert [each.moved for each in turn(session, after.keys)] == [0]


def test_sealed_bytes_stay_as_they_are(session, after, filled):
    kept = [after.objects.get(row.path) for row in filled]
    turn(session, after.keys)
    assert [after.objects.get(row.path) for row in filled] == kept


def test_a_key_that_no_longer_unwraps_is_named_and_stops_nothing(session, after, filled):
    spoilt = session.scalars(select(DataKey.id).order_by(DataKey.id)).all()[1]
    session.execute(update(DataKey).where(DataKey.id == spoilt).values(wrapped=b"?" * 40))
    session.expire_all()
    batches = turn(session, after.keys)
    assert [each.stuck for each in batches if each.stuck] == [(spoilt,)]
    assert sum(each.moved for each in batches) == 6
    assert waiting(session, after.keys) == {after.keys.ids[0]: 1}


def test_without_the_old_key_nothing_is_lost_silently(session, filled, settings):
    alone = Vault(ring(f"root={ROOT} key={NEW}"), open_objects(settings))
    assert len(rotate(session, alone.keys).stuck) == 7
    with pytest.raises(UnknownKeyError):
        alone.get_object(session, filled[0].id)
