"""`candor platform` makes a marketplace whose servers can ask at once."""

from __future__ import annotations

import json

import pytest

from api.command import main


@pytest.fixture(autouse=True)
def here(svc, monkeypatch):
    monkeypatch.setenv("CANDOR_DATA", str(svc.settings.data))


def test_its_first_key_opens_the_api(client, capsys):
    assert main(["platform", "acme", "--name", "Acme Market", "--key", "server"]) == 0
    told, key = capsys.readouterr().out.split("\n")[:2]
    assert told == "platform acme: Acme Market"
    said = {"authorization": f"Bearer {key}"}
    opened = client.post("/v1/verifications", headers=said, json={"reference": "one"})
    assert opened.status_code == 201
    listed = client.get("/v1/verifications", headers=said).json()["verifications"]
    assert [one["id"] for one in listed] == [opened.json()["id"]]


def test_its_settings_are_replaced_and_its_name_stays(svc, tmp_path):
    from api.store.tables.people import Platform

    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"attempts": 3}))
    assert main(["platform", "other", "--name", "Other"]) == 0
    assert main(["platform", "other", "--settings", str(file)]) == 0
    with svc.sessions() as session:
        row = session.get_one(Platform, "other")
        assert (row.name, row.settings) == ("Other", {"attempts": 3})


@pytest.mark.parametrize("given", [["new"], ["new id!", "--name", "New"]])
def test_a_new_one_needs_a_name_and_a_plain_id(given):
    assert main(["platform", *given]) == 2


def test_settings_that_are_no_object_are_refused(tmp_path, capsys):
    file = tmp_path / "settings.json"
    file.write_text("[]")
    assert main(["platform", "third", "--name", "Third", "--settings", str(file)]) == 1
    assert "JSON object" in capsys.readouterr().err
