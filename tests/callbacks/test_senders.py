"""How many requests came from one place: one household is one, two are two."""

import pytest
from django.utils import timezone

from contacts.callbacks.senders import sender_of


def sender(rf, address):
    return sender_of(rf.get("/", REMOTE_ADDR=address), timezone.now())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:5678", "192.0.2.1:9999"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
    ],
)
def test_one_household_is_one_sender(rf, one, other):
    assert sender(rf, one) == sender(rf, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("::ffff:192.0.2.1", "::ffff:198.51.100.9"), ("2001:db8:1:2::1", "2001:db8:1:3::1")],
)
def test_two_households_are_two_senders(rf, one, other):
    assert sender(rf, one) != sender(rf, other)
