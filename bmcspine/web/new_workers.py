"""What a new worker process hears before it is ready to serve."""

import os
import signal

ENDS = {signal.SIGTERM, signal.SIGINT, signal.SIGQUIT}


def let_new_workers_end() -> None:
    """Let a signal to end reach processes that this one forks from now on, however young.

    A new process inherits gunicorn's handlers of the main one, which only take note: a worker told
    to stop in its first moments would serve on, and lose its requests when it is killed at last.
    Until it has set its own handlers (`SiteWorker` does, before it opens a connection) it ends.
    """
    os.register_at_fork(before=_hold_back, after_in_parent=_let_in, after_in_child=_end_by_default)


def _hold_back() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)


def _let_in() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)


def _end_by_default() -> None:
    for end in ENDS:
        signal.signal(end, signal.SIG_DFL)
    _let_in()
