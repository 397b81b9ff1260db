"""What is logged, and what never is."""

from typing import Any


def logging_to_stderr(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: one line each, without a reader's address or a query string."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }
