"""How many files a process of the server may have open at a time."""

import resource

OF_A_CONNECTION = 3
"""Itself, the body that came, and the answer that leaves: each waits in a file if it is large."""

OTHERS = 500
"""Of the program: what it listens to, its database, pages on disk. It needs a tenth of them."""


def let_files_suffice(connections: int) -> None:
    """Let this process, and those that it starts, open what so many connections may need.

    Most systems begin with 1,024, for programs that know no more, and let each ask for more.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OF_A_CONNECTION * connections + OTHERS
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
