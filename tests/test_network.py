"""No test can lean on the network: only this machine answers."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError

OUTSIDE = ("192.0.2.1", 80)
"""An address that belongs to nobody. Source: RFC 5737, TEST-NET-1."""


@pytest.mark.filterwarnings("ignore:A test tried to use socket")  # said beside the error
def test_other_hosts_are_blocked():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(OUTSIDE, timeout=1)


def test_this_machine_answers():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        socket.create_connection(address, timeout=1).close()
