"""Storing what the project's files describe, once: what staff change, rename or delete stays so."""

from collections.abc import Set
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models, transaction

from bmcspine.publishing import reviewing, saving, workflow
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Edition, Event
from bmcspine.publishing.seeds.tables import Seed
from bmcspine.site import seed_log
from bmcspine.site.seeding import SeedDocument, Seeds, siblings
from contacts.models import Clinic, Clinician, ContactPoint
from procedures.models import Claim, Outcome, Source, Trial

REASON = "Loaded from the project's files; no clinician has read it yet."


@dataclass(slots=True)
class Loaded:
    """What was created, and what could not be because staff removed what it rests on."""

    created: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def load(seeds: Seeds, loaded: Set[str]) -> Loaded:
    """Store what was neither `loaded` before nor is there already, all or nothing.

    Raises:
        StepRefused: a gate closed, or content without sign-off met settings that forbid it.
    """
    report = Loaded()
    with transaction.atomic():
        for seed in seeds.rows:
            if seed.row is not None and seed_log.subject(seed.row) not in loaded:
                _load_row(seed, seed.row, report)
        fresh = [s for s in seeds.documents if seed_log.subject(s.document) not in loaded]
        addresses = siblings(fresh)
        for document in fresh:
            _load_document(document, addresses, report)
    return report


def _load_row(seed: Seed, row: models.Model, report: Loaded) -> None:
    if not seed_log.is_stored(row):
        if not _has_its_owner(row):
            report.left_out.append(str(row))
            return  # and no event: it is loaded as soon as its owner is back
        row.save()
        report.created.append(str(row))
    _record(row, seed.record.path.name)


def _has_its_owner(row: models.Model) -> bool:
    """Tie a row to the stored row that it rests on; return whether staff still have that."""
    if isinstance(row, Outcome):
        trial = Trial.objects.filter(key=row.trial.key).first()
        if trial is None:
            return False
        row.trial = trial
    if isinstance(row, Claim | Trial | Outcome):
        source = Source.objects.filter(key=row.source.key).first()
        if source is None:
            return False
        row.source = source
    if isinstance(row, ContactPoint | Clinician):
        clinic = Clinic.objects.first()
        if clinic is None:
            return False
        row.clinic = clinic
    return True


def _load_document(seed: SeedDocument, addresses: frozenset[str], report: Loaded) -> None:
    document, name = seed.document, seed.page.front.path.name
    if not seed_log.is_stored(document):
        document.save()
        document.apply_content(seed.content)
        if seed.authorization is not None:
            seed.authorization.story_id = document.pk
            seed.authorization.save()
        edition = saving.save_edition(document, by=None, base=0, note=f"Loaded from {name}")
        if edition is None:
            raise StepRefused(f"{name} made no edition.")
        edition.siblings = addresses
        _hand_on(edition, name)
        report.created.append(str(document))
    _record(document, name)


def _hand_on(edition: Edition, name: str) -> None:
    if not settings.ALLOW_UNREVIEWED_CONTENT:
        reviewing.submit(edition, by=None, note=REASON)
        return
    try:
        workflow.publish_unreviewed(edition, reason=REASON)
    except StepRefused as error:
        raise StepRefused([f"{name}: {message}" for message in error.messages]) from error


def _record(row: models.Model, name: str) -> None:
    note = f"Loaded from {name}"
    Event.objects.record(Event.Kind.LOADED, subject=seed_log.subject(row), note=note)
