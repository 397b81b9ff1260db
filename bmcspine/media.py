"""Where uploads are kept: on the disk of this machine, or in buckets that several share."""

from typing import Any

from bmcspine.environment import Environment

STATIC_FILES = "bmcspine.web.static_files.OneStylesheetStorage"
ON_DISK = "bmcspine.web.whole_files.WholeFileStorage"
PRIVATE_ON_DISK = "bmcspine.web.whole_files.PrivateFileStorage"
IN_A_BUCKET = "bmcspine.web.bucket.BucketStorage"
PRIVATE_IN_A_BUCKET = "bmcspine.web.bucket.PrivateBucketStorage"


def storages(env: Environment, must_be_tls: bool) -> dict[str, Any]:
    """Return Django's STORAGES: "default" has the pictures, "private" what only staff may open."""
    place = {
        "endpoint": env.address("S3_ENDPOINT", ""),
        "region": env.text("S3_REGION"),
        "access_key": env.text("S3_ACCESS_KEY"),
        "secret_key": env.secret("S3_SECRET_KEY"),
    }
    pictures, private = env.text("S3_BUCKET"), env.text("S3_PRIVATE_BUCKET")
    if (pictures or private) and must_be_tls and place["endpoint"].startswith("http:"):
        env.complain("S3_ENDPOINT", "put an https address; signed forms travel there")
    if pictures and pictures == private:
        env.complain("S3_PRIVATE_BUCKET", "put another bucket; only staff's processes open it")

    def storage(bucket: str, in_bucket: str, on_disk: str) -> dict[str, Any]:
        if bucket:
            return {"BACKEND": in_bucket, "OPTIONS": {"bucket": bucket, **place}}
        return {"BACKEND": on_disk}

    return {
        "default": storage(pictures, IN_A_BUCKET, ON_DISK),
        "private": storage(private, PRIVATE_IN_A_BUCKET, PRIVATE_ON_DISK),
        "staticfiles": {"BACKEND": STATIC_FILES},
    }
