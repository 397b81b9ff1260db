"""Plain rows: whoever saves must have seen the newest values."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bmcspine.publishing.exceptions import Stale
from bmcspine.site.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


def test_row_that_somebody_saved_meanwhile_is_refused_and_left_as_it_is():
    theirs = factories.notice(title="Snow")
    mine = Notice.objects.get()
    theirs.title = "Snow and ice"
    theirs.save()
    mine.title, mine.text = "Storm", "Closed."
    with pytest.raises(Stale, match="This notice was changed"):
        mine.save()
    stored = Notice.objects.get()
    assert (stored.title, stored.text, stored.version) == ("Snow and ice", "We open late.", 2)


def test_row_that_somebody_deleted_meanwhile_does_not_come_back():
    mine = factories.notice()
    Notice.objects.all().delete()
    with pytest.raises(Stale):
        mine.save()
    assert not Notice.objects.exists()


def test_naming_the_fields_does_not_get_round_the_check():
    mine = factories.notice()
    Notice.objects.update(text="Changed for all at once.")
    with pytest.raises(Stale):
        mine.save(update_fields=["title"])


def test_one_person_may_save_again_and_again():
    notice = factories.notice()
    for number in range(2, 5):
        notice.save(update_fields=["title"] if number % 2 else None)
        assert notice.version == Notice.objects.get().version == number


def test_save_that_the_database_refuses_can_be_mended_and_repeated():
    notice = factories.notice()
    good_end, notice.ends_at = notice.ends_at, notice.starts_at
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()
    notice.ends_at = good_end
    notice.save()
    assert Notice.objects.get().version == 2


def test_new_row_never_takes_the_place_of_another():
    first = factories.notice()
    second = Notice(pk=first.pk, title="Other", text="Text.")
    second.starts_at, second.ends_at = first.starts_at, first.ends_at
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    assert Notice.objects.get().title == "Snow"


def test_refusal_is_a_sentence_that_forms_can_show():
    error = Stale(factories.notice())
    assert isinstance(error, ValidationError)
    assert "Open it again" in error.messages[0]
