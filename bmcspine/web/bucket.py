"""Where uploads are stored in an S3-compatible bucket that several machines share.

The bucket is as private as a disk: no address leads into it. The site reads it and decides who
may see what, as it does with files of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.core.files.storage import Storage

from bmcspine.fuse import Fuse

if TYPE_CHECKING:
    from obstore.store import S3Store

CONNECTS_WITHIN = timedelta(seconds=1)
GIVES_WITHIN = timedelta(seconds=3)
"""A picture of at most some 100 kB, to a reader who waits."""

TAKES_WITHIN = timedelta(seconds=25)
"""A scan of at most 15 MB, there or back, over whatever line leads there: 5 Mbit/s will do."""

GOES_ON_WITHIN = timedelta(seconds=10)
"""While a scan comes, silence for so long means that no more will."""

ASKED_AGAIN_AFTER_SECONDS = 5.0


class BucketGoneError(OSError):
    """The bucket's server does not answer, or did not a moment ago."""


class BucketStorage(Storage):
    """Files in a bucket; each is there whole or not at all, which S3 itself promises."""

    def __init__(
        self, bucket: str, endpoint: str, region: str, access_key: str, secret_key: str
    ) -> None:
        self._bucket, self._endpoint, self._region = bucket, endpoint, region
        self._keys = {"access_key_id": access_key, "secret_access_key": secret_key}
        self._fuse = Fuse(ASKED_AGAIN_AFTER_SECONDS)

    @cached_property
    def _source(self) -> "S3Store":
        return self._store(GIVES_WITHIN, silent_within=GIVES_WITHIN)

    @cached_property
    def _target(self) -> "S3Store":
        return self._store(TAKES_WITHIN, silent_within=TAKES_WITHIN)

    def _store(self, whole_within: timedelta, silent_within: timedelta) -> "S3Store":
        """Open the bucket; the first limit ends with the last byte, the other begins with each."""
        from obstore.store import S3Store  # only where a bucket is used

        place = {"endpoint": self._endpoint, "region": self._region, **self._keys}
        options: Any = {name: value for name, value in place.items() if value}
        client: Any = {"connect_timeout": CONNECTS_WITHIN, "timeout": whole_within}
        client["read_timeout"] = silent_within
        client["allow_http"] = self._endpoint.startswith("http:")  # refused in production
        options["disable_bulk_delete"] = True  # not every server of this kind knows it
        once: Any = {"max_retries": 1, "retry_timeout": silent_within}
        return S3Store(self._bucket, client_options=client, retry_config=once, **options)

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        with self._asked():
            content = self._source.get(name).bytes().to_bytes()
        return File(BytesIO(content), name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        data = b"".join(content.chunks())
        with self._asked():
            self._target.put(name, data, use_multipart=False)
        return name

    def delete(self, name: str) -> None:
        try:
            with self._asked():
                self._target.delete(name)
        except FileNotFoundError:
            return  # gone already; not every server of this kind is silent about it

    def exists(self, name: str) -> bool:
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        with self._asked():
            return self._source.head(name)["size"]

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with self._asked():
            found = self._source.list_with_delimiter(path)
        folders = [prefix.rpartition("/")[2] for prefix in found["common_prefixes"]]
        return folders, [one["path"].rpartition("/")[2] for one in found["objects"]]

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """Turn what goes wrong with a bucket into what goes wrong with a disk.

        Raises:
            FileNotFoundError: there is no such file.
            PermissionError: the keys do not open this bucket.
            BucketGoneError: nobody answers; the next seconds nobody waits for that, either.
        """
        from obstore import exceptions

        if not self._fuse.lets_ask():
            raise BucketGoneError("The bucket did not answer a moment ago.")
        try:
            yield
        except FileNotFoundError:
            self._fuse.answered()
            raise
        except (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError) as error:
            self._fuse.answered()
            raise PermissionError(f"The bucket {self._bucket} refuses our keys.") from error
        except exceptions.BaseError as error:
            self._fuse.failed()
            raise BucketGoneError(f"The bucket does not answer: {type(error).__name__}") from error
        self._fuse.answered()


class PrivateBucketStorage(BucketStorage):
    """Scans of signed forms, which staff wait for while they come."""

    @cached_property
    def _source(self) -> "S3Store":
        return self._store(TAKES_WITHIN, silent_within=GOES_ON_WITHIN)
