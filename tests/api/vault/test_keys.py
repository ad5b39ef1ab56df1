from __future__ import annotations

import logging
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.settings import Mode, Settings, SettingsError
from api.vault.keys import KeyProvider, add_key, load_keys, mac, make_key_file
from api.vault.ring import KeyRing, new_key, ring

KEYS = ring(f"root={new_key()} key={new_key()}")


@pytest.fixture
def production(tmp_path) -> Settings:
    return Settings(mode=Mode.PRODUCTION, data=tmp_path / "data")


def test_the_demo_makes_its_own_keys_once_and_says_so_loudly(settings, caplog):
    with caplog.at_level(logging.WARNING, "candor.vault"):
        first = load_keys(settings)
    assert "DEMO KEYS" in caplog.text
    file = settings.data / "keys" / "demo.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    caplog.clear()
    assert load_keys(settings).current == first.current
    assert not caplog.text


def test_processes_that_start_together_use_one_demo_key(settings):
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: load_keys(settings).current, range(8)))
    assert len(made) == 1
    assert [f.name for f in (settings.data / "keys").iterdir()] == ["demo.key"]


def test_production_without_a_key_does_not_start_and_says_what_to_set(production):
    with pytest.raises(SettingsError) as caught:
        load_keys(production)
    for name in ("CANDOR_KEY_FILE", "CANDOR_KEY ", "CANDOR_KEY_HOOK"):
        assert name in str(caught.value)
    assert not production.data.exists()


def test_production_refuses_a_key_file_among_the_data_even_behind_a_link(production, tmp_path):
    inside = production.data / "keys" / "kek"
    make_key_file(inside)
    (tmp_path / "elsewhere").symlink_to(inside)
    for path in (inside, tmp_path / "elsewhere"):
        with pytest.raises(SettingsError, match="CANDOR_KEY_FILE"):
            load_keys(replace(production, key_file=path))


def test_production_takes_a_key_file_kept_elsewhere(production, tmp_path):
    make_key_file(tmp_path / "kek")
    assert load_keys(replace(production, key_file=tmp_path / "kek")).current


def test_a_missing_or_broken_key_file_is_named_and_never_made(production, tmp_path):
    path = tmp_path / "kek"
    with pytest.raises(SettingsError, match=str(path)):
        load_keys(replace(production, key_file=path))
    assert not path.exists()
    path.write_text("key=abc")
    with pytest.raises(SettingsError, match="item 1"):
        load_keys(replace(production, key_file=path))


def test_a_key_in_the_environment_serves_and_never_shows(production):
    key = new_key()
    assert load_keys(replace(production, key=key)).current == ring(key).current
    with pytest.raises(SettingsError) as caught:
        load_keys(replace(production, key=key[:-8]))
    assert "CANDOR_KEY" in str(caught.value)
    assert key[:-8] not in str(caught.value)


def test_two_sources_of_keys_are_one_too_many(production, tmp_path):
    with pytest.raises(SettingsError, match="CANDOR_KEY_FILE and CANDOR_KEY are"):
        load_keys(replace(production, key=new_key(), key_file=tmp_path / "kek"))


def test_a_key_service_is_reached_by_its_hook(production, tmp_path, monkeypatch):
    key = new_key()
    (tmp_path / "candor_test_kms.py").write_text(
        "from api.vault.ring import ring\n"
        f"def provider(settings):\n    return ring({key!r})\n"
        "def nothing(settings):\n    return object()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    provider = load_keys(replace(production, key_hook="candor_test_kms:provider"))
    assert isinstance(provider, KeyProvider)
    assert provider.current == ring(key).current
    for hook in ("candor_test_kms:nothing", "candor_test_kms:absent", "no_such:x", "bare", ":x"):
        with pytest.raises(SettingsError, match="CANDOR_KEY_HOOK"):
            load_keys(replace(production, key_hook=hook))


def test_a_key_added_to_a_file_is_current_and_the_old_one_still_unwraps(tmp_path, production):
    path = tmp_path / "kek"
    make_key_file(path)
    settings = replace(production, key_file=path)
    before = load_keys(settings)
    kek_id, wrapped = before.wrap(bytes(32))
    add_key(path)
    after = load_keys(settings)
    assert after.current != before.current
    assert after.unwrap(kek_id, wrapped) == bytes(32)
    assert after.mac_key("a", "b") == before.mac_key("a", "b")


def test_a_key_file_is_never_overwritten(tmp_path):
    assert make_key_file(tmp_path / "kek")
    before = (tmp_path / "kek").read_text()
    assert not make_key_file(tmp_path / "kek")
    assert (tmp_path / "kek").read_text() == before


@settings(deadline=None)
@given(st.lists(st.binary(max_size=8), max_size=4), st.lists(st.binary(max_size=8), max_size=4))
def test_keyed_hashes_agree_only_when_every_part_does(some, others):
    same = mac(KEYS, "a", "p", *some) == mac(KEYS, "a", "p", *others)
    assert same == (some == others)


def test_keyed_hashes_of_two_platforms_or_purposes_do_not_compare():
    made = {mac(KEYS, p, q, b"AB123456") for p in ("a", "b") for q in ("x", "y")}
    assert len(made) == 4
    assert isinstance(KEYS, KeyRing)
