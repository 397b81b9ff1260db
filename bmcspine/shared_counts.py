"""Counts of tries that all machines share in Redis or Valkey, where there is one.

Nothing rests on it: while it is gone, the caller counts by other means, and nobody waits.
"""

import logging
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from bmcspine.fuse import Fuse

if TYPE_CHECKING:
    from redis import Redis

logger = logging.getLogger(__name__)

PREFIX = "bmcspine:tries:"

ANSWERS_WITHIN_SECONDS = 0.05
"""A server next door answers within one thousandth. Whoever would wait longer does without."""

ASKED_AGAIN_AFTER_SECONDS = 5.0

_fuse = Fuse(ASKED_AGAIN_AFTER_SECONDS)


def had_as_many(key: str, now: datetime, most: int, within: timedelta) -> bool | None:
    """Count one more try; say whether there were `most` within this time before it.

    None: no server counts. It keeps the newest few and their times only, so nobody can fill it
    by trying often, and forgets them by itself.
    """
    if not settings.REDIS_URL or not _fuse.lets_ask():
        return None
    import redis  # only where it is used

    try:
        earlier = _counted(_server(settings.REDIS_URL), PREFIX + key, now, most, within)
    except redis.RedisError as error:
        if _fuse.failed():
            logger.error(
                "Redis does not answer (%s); tries are counted by rows.", type(error).__name__
            )
        return None
    _fuse.answered()
    return earlier > now - within if earlier else False


def _counted(
    server: "Redis", name: str, now: datetime, most: int, within: timedelta
) -> datetime | None:
    """Add the time of this try in one step; return that of the try `most` before it."""
    steps = server.pipeline(transaction=True)
    steps.lindex(name, most - 1)
    steps.lpush(name, now.isoformat())
    steps.ltrim(name, 0, most - 1)
    steps.expire(name, within)
    earlier, *_ = steps.execute()
    return datetime.fromisoformat(earlier) if earlier else None


@lru_cache(maxsize=1)
def _server(address: str) -> "Redis":
    from redis import ConnectionError as NotConnectedError
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis.from_url(
        address,
        decode_responses=True,
        socket_timeout=ANSWERS_WITHIN_SECONDS,
        socket_connect_timeout=ANSWERS_WITHIN_SECONDS,
        # What the server hung up meanwhile is opened again at once, and once.
        retry=Retry(NoBackoff(), 1, supported_errors=(NotConnectedError,)),
    )
