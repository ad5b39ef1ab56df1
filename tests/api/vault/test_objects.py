"""One contract for a folder and for S3 (moto; a real endpoint when S3_TEST_ENDPOINT is set)."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from moto.server import ThreadedMotoServer

from api.settings import Settings, SettingsError
from api.vault.objects import LostObjectError, Objects, ObjectsError, open_objects

LATER = datetime.now(UTC) + timedelta(days=2)  # the store's own clock dates its objects
EARLIER = datetime.now(UTC) - timedelta(days=2)


@pytest.fixture(scope="module")
def s3_endpoint():
    if given := os.environ.get("S3_TEST_ENDPOINT"):
        yield given
        return
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_endpoint, monkeypatch) -> str:
    bucket = "candor-contract"
    for name, value in {
        "AWS_ENDPOINT_URL": s3_endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": os.environ.get("S3_TEST_ACCESS_KEY", "test"),
        "AWS_SECRET_ACCESS_KEY": os.environ.get("S3_TEST_SECRET_KEY", "test"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("HTTP_PROXY", raising=False)
    monkeypatch.delenv("http_proxy", raising=False)
    boto3.client("s3", endpoint_url=s3_endpoint, region_name="us-east-1").create_bucket(
        Bucket=bucket
    )
    return f"s3://{bucket}/{os.urandom(4).hex()}"


@pytest.fixture(params=["folder", "file", "s3"])
def objects(request, tmp_path) -> Objects:
    url = {
        "folder": lambda: None,
        "file": lambda: (tmp_path / "kept").as_uri(),
        "s3": lambda: request.getfixturevalue("s3"),
    }[request.param]()
    return open_objects(Settings(data=tmp_path / "data", objects_url=url))


def test_an_object_comes_back_as_it_was(objects):
    for sealed in (b"", b"\x00\x01", os.urandom(6_000_000)):
        assert objects.get(objects.create(sealed)) == sealed


def test_names_are_random_and_never_repeat(objects):
    names = {objects.create(b"same") for _ in range(20)}
    assert len(names) == 20
    assert all(len(name) == 33 and name.isascii() for name in names)


def test_an_object_that_is_not_there_is_lost_not_empty(objects):
    with pytest.raises(LostObjectError):
        objects.get("00/absent")


def test_deleting_is_done_even_when_done_before(objects):
    path = objects.create(b"x")
    objects.delete(path)
    objects.delete(path)
    with pytest.raises(LostObjectError):
        objects.get(path)


def test_objects_are_listed_by_age(objects):
    paths = {objects.create(b"x") for _ in range(3)}
    assert {p for batch in objects.older_than(LATER) for p in batch} == paths
    assert not [p for batch in objects.older_than(EARLIER) for p in batch]


def test_many_threads_write_at_once(objects):
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda n: objects.create(bytes([n])), range(40)))
    assert [objects.get(path) for path in paths] == [bytes([n]) for n in range(40)]


def test_a_store_that_fails_is_our_error_and_names_no_key(tmp_path, monkeypatch):
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "name",
        "AWS_SECRET_ACCESS_KEY": "hush",
        "AWS_MAX_RETRIES": "0",
    }.items():
        monkeypatch.setenv(name, value)
    there = open_objects(Settings(data=tmp_path, objects_url="s3://bucket"))
    for act in (lambda: there.create(b"x"), lambda: there.get("a"), lambda: there.delete("a")):
        with pytest.raises(ObjectsError) as caught:
            act()
        assert "hush" not in str(caught.value)
        assert not isinstance(caught.value, LostObjectError)


def test_the_folder_is_closed_to_others(tmp_path):
    open_objects(Settings(data=tmp_path / "data"))
    assert stat.S_IMODE((tmp_path / "data" / "objects").stat().st_mode) == 0o700


def test_what_a_killed_process_left_half_written_is_removed_in_time(tmp_path):
    objects = open_objects(Settings(data=tmp_path))
    path = objects.create(b"whole")
    half = objects.folder / f"{path}#1"
    half.write_bytes(b"wh")
    assert objects.remove_unfinished(EARLIER) == 0
    assert objects.remove_unfinished(LATER) == 1
    assert not half.exists()
    assert objects.get(path) == b"whole"


@pytest.mark.parametrize("url", ["memory:///", "http://127.0.0.1/x", "no-url", "s3://"])
def test_a_store_that_cannot_serve_is_named(url, tmp_path):
    with pytest.raises(SettingsError, match="CANDOR_OBJECTS_URL"):
        open_objects(Settings(data=tmp_path, objects_url=url))
