"""The command: which links it asks, what it keeps of the answers, and what it says."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bmcspine.site.links.answers import Answer
from bmcspine.site.links.collecting import links_in_use
from bmcspine.site.management.commands import check_links
from bmcspine.site.models import OutsideLink
from tests import factories
from tests.site.desks import lines, lines_of

pytestmark = pytest.mark.django_db
FAILED, GONE, FINE = Answer(None, "refuses the connection"), Answer(404), Answer(200)


def linking(address):
    """A public page with this link in its text."""
    return factories.procedure_page(title="Bones", body=f'<p>See <a href="{address}">it</a>.</p>')


def run(*arguments):
    out = StringIO()
    call_command("check_links", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def nearby(monkeypatch):
    """The command's visitor, allowed to ask this machine, and without a pause."""
    real = check_links.Visitor
    monkeypatch.setattr(check_links, "Visitor", lambda: real(pause_seconds=0, allow_private=True))


def test_links_of_public_texts_sources_and_notices_are_asked():
    public, draft = linking("https://a.example/x?y=1&amp;z=2#part"), linking("https://b.example/")
    factories.published(public)
    factories.saved(draft)
    source = factories.source(doi="10.1000/1", url="https://c.example/")
    notice = factories.notice(link_label="More", link_url="https://d.example/")
    factories.notice(link_label="More", link_url="/contact/")
    assert links_in_use() == {
        "https://a.example/x?y=1&z=2": [f"publishing.document/{public.pk}"],
        "https://c.example/": [f"procedures.source/{source.pk}"],
        "https://d.example/": [f"site.notice/{notice.pk}"],
        "https://doi.org/10.1000/1": [f"procedures.source/{source.pk}"],
    }


def test_page_that_still_prints_a_sources_old_address_is_named():
    claim = factories.claim(source=factories.source(url="https://old.example/"))
    page = factories.procedure_page(body=f"<p>[[claim:{claim.key}]]</p>")
    factories.published(page)
    assert links_in_use() == {"https://old.example/": [f"procedures.source/{claim.source.pk}"]}
    claim.source.url = "https://new.example/"
    claim.source.save()
    assert links_in_use()["https://old.example/"] == [f"publishing.document/{page.pk}"]


def test_command_prints_and_keeps_each_answer(other_site, nearby):
    factories.published(linking(f"{other_site.url}/fine"))
    factories.source(url=f"{other_site.url}/missing")
    said = run()
    assert f"answers (200): {other_site.url}/fine" in said
    assert f"is gone (404): {other_site.url}/missing" in said
    assert said.endswith("2 links: 1 answers, 1 is gone. Broken: 1.\n")
    assert OutsideLink.objects.broken().get().status == 404


def test_command_fails_only_when_asked_to(other_site, nearby):
    factories.source(url=f"{other_site.url}/gone")
    run()
    with pytest.raises(CommandError, match="1 links are broken"):
        run("--fail")


def test_link_that_no_page_has_any_more_is_forgotten(other_site, nearby):
    source = factories.source(url=f"{other_site.url}/gone")
    run()
    source.url = ""
    source.save()
    assert "0 links: none" in run()
    assert not OutsideLink.objects.exists()


@pytest.mark.parametrize(
    ("answers", "is_broken"),
    [
        ([FINE], False),
        ([FAILED], False),
        ([FAILED, FAILED], True),
        ([FAILED, FINE, FAILED], False),
        ([FAILED, Answer(403), FAILED], False),
        ([GONE], True),
        ([GONE, FINE], False),
    ],
)
def test_link_is_broken_when_it_is_gone_or_fails_twice_in_a_row(answers, is_broken):
    for answer in answers:
        check_links.keep("https://a.example/", ["procedures.source/1"], answer)
    assert OutsideLink.objects.broken().exists() == is_broken


def test_link_is_broken_since_it_first_failed():
    link = OutsideLink(address="https://a.example/")
    first = timezone.now() - timedelta(days=7)
    link.note(FAILED, first)
    link.note(GONE, timezone.now())
    assert link.failing_since == first
    link.note(FINE, timezone.now())
    assert link.failing_since is None


def test_broken_link_is_told_to_who_can_correct_it():
    page = linking("https://a.example/")
    factories.published(page)
    source = factories.source()
    places = [f"publishing.document/{page.pk}", f"procedures.source/{source.pk}"]
    check_links.keep("https://a.example/", places, GONE)
    writer = factories.member("Writer")
    on_the_page, of_the_source = lines_of(writer)
    assert on_the_page.text.startswith("https://a.example/ (on “Bones”) does not answer since ")
    assert on_the_page.address == page.screen("change")
    assert of_the_source.address == f"/admin/procedures/source/{source.pk}/change/"
    assert lines(factories.member("Front desk")) == []
