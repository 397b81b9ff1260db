"""Where uploads are kept follows from the environment."""

from typing import Any

import pytest

from bmcspine.media import IN_A_BUCKET, ON_DISK, PRIVATE_IN_A_BUCKET, PRIVATE_ON_DISK
from tests.site.variables import DEMONSTRATION, PRODUCTION, complaints

BUCKETS = {
    "S3_BUCKET": "pictures",
    "S3_PRIVATE_BUCKET": "scans",
    "S3_ENDPOINT": "https://s3.example.org",
    "S3_ACCESS_KEY": "key",
    "S3_SECRET_KEY": "secret",
}


def test_without_buckets_uploads_lie_on_disk(read: Any) -> None:
    found = read(PRODUCTION)["STORAGES"]
    assert found["default"] == {"BACKEND": ON_DISK}
    assert found["private"] == {"BACKEND": PRIVATE_ON_DISK}


def test_pictures_and_scans_have_a_bucket_each(read: Any) -> None:
    found = read(PRODUCTION | BUCKETS)["STORAGES"]
    pictures, scans = found["default"], found["private"]
    assert (pictures["BACKEND"], scans["BACKEND"]) == (IN_A_BUCKET, PRIVATE_IN_A_BUCKET)
    assert pictures["OPTIONS"] == {
        "bucket": "pictures",
        "endpoint": "https://s3.example.org",
        "region": "",
        "access_key": "key",
        "secret_key": "secret",
    }
    assert scans["OPTIONS"] == pictures["OPTIONS"] | {"bucket": "scans"}


def test_process_for_readers_can_do_without_the_bucket_of_scans(read: Any) -> None:
    found = read(PRODUCTION | BUCKETS | {"S3_PRIVATE_BUCKET": ""})["STORAGES"]
    assert found["default"]["BACKEND"] == IN_A_BUCKET
    assert found["private"] == {"BACKEND": PRIVATE_ON_DISK}


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("S3_ENDPOINT", "http://s3", "put an https address; signed forms travel there"),
        ("S3_PRIVATE_BUCKET", "pictures", "put another bucket; only staff's processes open it"),
    ],
)
def test_scans_are_kept_apart_and_travel_by_tls(
    read: Any, name: str, value: str, complaint: str
) -> None:
    assert complaints(read, PRODUCTION | BUCKETS | {name: value}) == [f"{name}: {complaint}"]


def test_demonstration_may_use_a_server_without_tls(read: Any) -> None:
    found = read(DEMONSTRATION | BUCKETS | {"S3_ENDPOINT": "http://127.0.0.1:9000"})
    assert found["STORAGES"]["default"]["OPTIONS"]["endpoint"] == "http://127.0.0.1:9000"
