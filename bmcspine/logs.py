"""What is logged, and what never is."""

import logging
import re
from typing import Any

REVIEW_LINK = re.compile(r"/review/[^/?\s]+")
"""Whoever reads the address of a review link can decide with it, so no log keeps it."""


def without_keys(line: str) -> str:
    return REVIEW_LINK.sub("/review/...", line)


class Line(logging.Formatter):
    """Django names the address of whatever it refuses, and of whatever fails."""

    def format(self, record: logging.LogRecord) -> str:
        return without_keys(super().format(record))


LINE = {
    "class": "bmcspine.logs.Line",
    "format": "{asctime} {levelname} {name} {message}",
    "style": "{",
}


def logging_to_stderr(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: one line each, without a reader's address or a query string."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": LINE},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }
