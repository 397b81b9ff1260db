"""Loading the content files: each row once, all or nothing, and staff have the last word."""

from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from bmcspine.publishing.models import Document, Edition, Event
from bmcspine.publishing.rows import Row
from bmcspine.site import loading, seed_log, seeding
from bmcspine.site.models import InformationPage, Notice
from contacts.models import Clinic, Clinician, ContactPoint
from procedures.models import Claim, GlossaryTerm, ProcedurePage, Source
from stories.models import Authorization

pytestmark = pytest.mark.django_db

ROOT = Path(django_settings.BASE_DIR)
AFTER_ALL_CLAIMS = "2028-01-15 12:00Z"


@pytest.fixture
def loaded(content):
    """The project's content, and how many rows of each kind it has."""
    return counts()


def counts():
    models = (Source, Claim, GlossaryTerm, Clinic, ContactPoint, Clinician, Notice, Document)
    return {model: model.objects.count() for model in models}


def load():
    out, err = StringIO(), StringIO()
    call_command("seed_content", stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def test_check_stores_nothing():
    out = StringIO()
    call_command("seed_content", "--check", stdout=out)
    assert "are in order" in out.getvalue()
    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_closed_gate_at_the_last_moment_stores_nothing(settings):
    """A story's permission is asked for again when it goes live."""
    settings.ALLOW_UNREVIEWED_CONTENT = True
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = False
    with pytest.raises(CommandError, match=r"broken-t12\.md: No valid authorization"):
        load()
    assert not Document.objects.exists()
    assert not Authorization.objects.exists()
    assert not Event.objects.exists()


def test_second_load_creates_nothing_and_keeps_what_staff_wrote(loaded):
    ProcedurePage.objects.filter(slug="bone-health").update(title="Our own title")
    Claim.objects.filter(key=Claim.objects.first().key).update(statement="Our own words.")
    events, editions = Event.objects.count(), Edition.objects.count()
    assert "0 created" in load()
    assert counts() == loaded
    assert (Event.objects.count(), Edition.objects.count()) == (events, editions)
    assert ProcedurePage.objects.get(slug="bone-health").title == "Our own title"
    assert Claim.objects.filter(statement="Our own words.").count() == 1


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (ContactPoint, "number", "+16175550147"),
        (ContactPoint, "extension", "12"),
        (Clinician, "name", "Our Own Doctor"),
        (Clinic, "name", "Our own name"),
        (Notice, "title", "Our own notice"),
        (Source, "key", "our-own-source"),
        (Claim, "key", "our-own-claim"),
        (GlossaryTerm, "slug", "our-own-word"),
        (GlossaryTerm, "term", "Our own word"),
        (ProcedurePage, "slug", "our-own-address"),
        (InformationPage, "slug", "our-own-address"),
    ],
)
def test_what_staff_corrected_does_not_come_back(loaded, model, field, value):
    model.objects.filter(pk=model.objects.first().pk).update(**{field: value})
    assert "0 created" in load()
    assert counts() == loaded


def remove(rows):
    """Delete rows and what hangs on them, past the rules that keep what readers see."""
    for relation in rows.model._meta.related_objects:
        if issubclass(relation.related_model, Row):
            remove(QuerySet(relation.related_model).filter(**{f"{relation.field.name}__in": rows}))
    QuerySet(rows.model).filter(pk__in=rows.values("pk")).delete()


@pytest.mark.parametrize("model", [Claim, GlossaryTerm, Clinician, ContactPoint, Notice, Clinic])
def test_what_staff_deleted_does_not_come_back(loaded, model):
    remove(model.objects.all())
    assert "0 created" in load()
    assert not model.objects.exists()


def test_deleted_source_stays_away_and_its_claims_too(loaded):
    remove(Source.objects.filter(pk=Source.objects.first().pk))
    left = counts()
    assert "0 created" in load()
    assert counts() == left


def test_new_claim_on_a_removed_source_is_left_out_and_named():
    seeds = seeding.read(ROOT)
    new = next(seed for seed in seeds.rows if isinstance(seed.row, Claim))
    older = seeding.Seeds([seed for seed in seeds.rows if seed is not new])
    loading.load(older, seed_log.loaded())
    Source.objects.filter(key=new.row.source.key).update(key="our-own-source")
    report = loading.load(seeding.Seeds(list(seeds.rows)), seed_log.loaded())
    assert (report.created, report.left_out) == ([], [str(new.row)])
    Source.objects.filter(key="our-own-source").update(key=new.row.source.key)
    report = loading.load(seeding.Seeds(list(seeds.rows)), seed_log.loaded())
    assert report.created == [str(new.row)]


def test_row_that_staff_had_already_is_theirs():
    seeds = seeding.read(ROOT)
    term = next(row for _, row in seeds.rows if isinstance(row, GlossaryTerm))
    GlossaryTerm.objects.create(term=term.term, slug="our-own", plain="Our own words.")
    load()
    assert GlossaryTerm.objects.filter(term=term.term).count() == 1
    assert GlossaryTerm.objects.get(term=term.term).plain == "Our own words."


def test_filled_site_starts_after_every_claim_has_lapsed(loaded):
    with time_machine.travel(AFTER_ALL_CLAIMS, tick=False):
        assert "0 created" in load()
        with pytest.raises(CommandError, match="nothing is loaded"):
            call_command("seed_content", "--check", stderr=StringIO())


def test_empty_site_takes_no_lapsed_claim():
    with (
        time_machine.travel(AFTER_ALL_CLAIMS, tick=False),
        pytest.raises(CommandError, match="nothing is loaded"),
    ):
        load()


def test_what_was_loaded_is_asked_for_once(loaded, django_assert_num_queries):
    seeds = seeding.read(ROOT, seed_log.loaded())
    with django_assert_num_queries(1):
        known = seed_log.loaded()
    with django_assert_num_queries(2):  # the transaction and nothing else
        loading.load(seeds, known)


def test_every_subject_fits_the_log_and_long_ones_stay_apart():
    long = [Notice(title=f"{'A long title ' * 6}{end}") for end in ("a", "b")]
    subjects = [seed_log.subject(notice) for notice in long]
    assert subjects[0] != subjects[1]
    assert {len(name) for name in subjects} == {Event._meta.get_field("subject").max_length}


def test_demonstration_publishes_without_sign_off_and_says_so(loaded):
    states = set(Edition.objects.live().values_list("state", flat=True))
    assert states == {"unreviewed"}
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds == {"saved", "loaded", "loaded_not_reviewed"}
    assert Event.chain_is_whole()


def test_outside_the_demonstration_everything_waits_for_review(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = False
    load()
    assert not Edition.objects.live().exists()
    assert set(Edition.objects.values_list("state", flat=True)) == {"in_review"}
