"""Numbers of clinicians are checked by their check digit."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from contacts.models import Clinician
from contacts.npi import validate_npi
from tests import factories

GOOD = "1234567893"
"""The example in the rule itself."""


@pytest.mark.parametrize(
    "typed",
    ["", "123456789", "12345678931", "123456789X", "3234567893", " 1234567893", "1234567893\n",
     "\N{FULLWIDTH DIGIT ONE}234567893", "123-456-7893", "-234567893"],
)  # fmt: skip
def test_what_has_not_ten_digits_is_refused(typed):
    with pytest.raises(ValidationError, match="ten digits"):
        validate_npi(typed)


def test_one_wrong_digit_is_refused_wherever_it_stands():
    for place in range(1, 10):
        for digit in set("0123456789") - {GOOD[place]}:
            with pytest.raises(ValidationError, match="One digit"):
                validate_npi(GOOD[:place] + digit + GOOD[place + 1 :])


def test_two_neighbors_changed_about_are_refused():
    with pytest.raises(ValidationError, match="One digit"):
        validate_npi("1243567893")


@pytest.mark.parametrize("npi", [GOOD, "1245319599", "2000000002"])
def test_right_number_is_taken(npi):
    validate_npi(npi)


@pytest.mark.django_db
def test_number_belongs_to_one_person_and_may_be_missing():
    first = factories.clinician(npi=GOOD)
    factories.clinician(name="Bob Doe")
    factories.clinician(name="Cid Doe")
    second = Clinician(clinic=first.clinic, name="Dan Doe", npi=GOOD)
    with pytest.raises(ValidationError, match="Another person here has this NPI"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
