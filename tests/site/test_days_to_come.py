"""What was done on a day was done on none that is still to come, whatever way the row comes."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from tests import factories
from tests.procedures import results

pytestmark = pytest.mark.django_db

LATE_ON_THE_22ND = "2026-11-23 04:30Z"
"""Half an hour before midnight in New York; in Greenwich it is the 23rd already."""


def signed():
    """A form for a voice that holds from the 22nd."""
    covers = {"covers_text": False, "covers_voice": True}
    return factories.authorization(None, starts_on=date(2026, 11, 22), **covers)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (factories.contact_point, "last_called_on"),
        (factories.claim, "checked_on"),
        (results.outcome, "checked_on"),
        (signed, "signed_on"),
    ],
)
def test_day_is_refused_until_it_has_come_in_new_york(make, name):
    with time_machine.travel(LATE_ON_THE_22ND, tick=False):
        row = make()
        setattr(row, name, date(2026, 11, 22))
        row.full_clean()
        setattr(row, name, date(2026, 11, 23))
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
    assert refused.value.message_dict == {name: ["This day has not come yet."]}
