"""Lists of rows cost the same number of queries however long they are."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from procedures.models import GlossaryTerm
from tests import factories
from tests.site.screens import sign_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 9
"""Session, account, rights, the rows, their number, what a filter asks, and a few of Django's."""

_numbers = count()

MAKE = {
    "site/notice": factories.notice,
    "contacts/contactpoint": factories.contact_point,
    "contacts/clinician": factories.clinician,
    "procedures/claim": factories.claim,
    "procedures/source": factories.source,
    "procedures/glossaryterm": lambda: GlossaryTerm.objects.create(
        term=f"Word {next(_numbers)}", plain="x"
    ),
    "images/image": factories.image,
    "stories/authorization": lambda: factories.authorization(factories.story()),
}


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", MAKE)
def test_list_needs_as_many_queries_for_two_rows_as_for_twenty(client, name):
    sign_in(client)
    for _ in range(2):
        MAKE[name]()
    two = queries(client, f"/admin/{name}/")
    for _ in range(18):
        MAKE[name]()
    assert queries(client, f"/admin/{name}/") == two <= MOST_QUERIES
