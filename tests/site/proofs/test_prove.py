"""The command as a whole: it holds on a clean site, and its code and figures can be relied on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bmcspine.site.proofs.audits import AUDITS
from stories.models import Authorization

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clean_site", "static_files")]


def prove(*arguments):
    out = StringIO()
    call_command("prove", *arguments, stdout=out)
    return out.getvalue()


def test_every_audit_holds_on_a_clean_site():
    said = prove()
    assert said.count("holds") == len(said.splitlines()) == len(AUDITS)


def test_every_audit_counts_something_on_a_clean_site():
    nothing = {"Persons in pictures have a signed form", "Links outside lead somewhere"}
    nothing |= {"Aids to decide meet the criteria of IPDAS"}
    nothing |= {"Pictures have their files, and files their pictures"}
    nothing |= {"Requests for a call are kept as promised", "Openings of requests are on record"}
    proofs = json.loads(prove("--json"))["proofs"]
    assert {proof["name"] for proof in proofs if not proof["counted"]} == nothing


def test_command_fails_with_the_number_of_failed_proofs(settings):
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True
    Authorization.objects.update(provisional=True)
    with pytest.raises(CommandError, match=f"1 of {len(AUDITS)} proofs failed"):
        prove()


def test_machines_get_one_document_even_when_a_proof_fails(settings):
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True
    Authorization.objects.update(provisional=True)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("prove", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["failed"] == 1
    (failed,) = [proof for proof in told["proofs"] if not proof["holds"]]
    assert failed["problems"] == ["/stories/a-fall/ shows more than forms cover."]
