from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from bmcspine.publishing import workflow
from bmcspine.publishing.models import Edition, Event
from stories.models import Authorization
from tests import factories

pytestmark = pytest.mark.django_db


def prove():
    out = StringIO()
    try:
        call_command("prove", stdout=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


def run_sql(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_site_in_order_passes_every_proof():
    factories.published(factories.procedure_page())
    factories.published_story()
    assert prove().count("holds") == 5


def test_removed_event_is_found():
    factories.published(factories.procedure_page())
    run_sql("DELETE FROM publishing_event WHERE id = %s", Event.objects.last().pk)
    assert "The chain breaks at event" in prove()


def test_content_that_was_changed_behind_the_triggers_is_found():
    factories.published(factories.procedure_page())
    drop = {"sqlite": "DROP TRIGGER publishing_edition_frozen"}
    drop["postgresql"] = f"{drop['sqlite']} ON publishing_edition"
    run_sql(drop[connection.vendor])
    Edition.objects.update(digest="0" * 64)
    assert "is not what it was made as" in prove()


def test_claim_that_lapsed_after_publication_is_found():
    claim = factories.claim()
    factories.published(factories.procedure_page(body=f"<p>[[claim:{claim.key}]]</p>"))
    later = timezone.now() + timedelta(days=400)
    with time_machine.travel(later, tick=False):
        assert f"The claim “{claim.key}” lapsed" in prove()


def test_page_without_sign_off_is_found(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    edition = factories.saved(factories.procedure_page())
    workflow.publish_unreviewed(edition, reason="demonstration")
    assert f"{edition.get_absolute_url()} was never approved" in prove()


def test_story_with_a_provisional_authorization_is_found(settings):
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True
    factories.published_story()
    Authorization.objects.update(provisional=True)
    said = prove()
    assert "shows more than forms cover" in said
    assert said.endswith("1 of 5 proofs failed.")
