import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from bmcspine.web import closing
from contacts.callbacks.purging import purge
from contacts.callbacks.sending import send_next

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
PAUSE_AFTER_FAILURE_SECONDS = 5.0
PURGE_EVERY_SECONDS = 600


class Command(BaseCommand):
    help = "Send the mails of the outbox and drop what is kept long enough, until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        # A list, not an Event: that takes a lock, and a second signal would wait for the first.
        told: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _: told.append(number))
        logger.info("The worker runs.")
        purged_at, pause = float("-inf"), 0.0
        while not told:
            try:
                close_old_connections()
                is_open = not closing.reason()  # or a backup is being put back
                if is_open and time.monotonic() - purged_at > PURGE_EVERY_SECONDS:
                    purged_at = time.monotonic()
                    self.drop_what_expired()
                pause = 0.0 if is_open and send_next() else PAUSE_SECONDS
            except Error:
                logger.error("The database failed; the worker tries again.", exc_info=True)
                connection.close()
                pause = PAUSE_AFTER_FAILURE_SECONDS
            time.sleep(0 if told else pause)
        logger.info("The worker has stopped.")

    def drop_what_expired(self) -> None:
        """Purge; where that fails, mails go out all the same."""
        try:
            purge(timezone.now())
        except (Error, OSError):
            logger.error("What is kept long enough was not dropped.", exc_info=True)
            connection.close()
