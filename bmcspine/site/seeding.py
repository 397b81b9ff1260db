"""Loading the project's content files: all of it is checked, then all of it is stored."""

from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from bmcspine.publishing import gates, workflow
from bmcspine.publishing.content import Content
from bmcspine.publishing.exceptions import StepRefused
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.seed_documents import document_from
from bmcspine.publishing.seeds import Page, Problem, Record, read_page, read_tables
from bmcspine.site.models import InformationPage, Notice
from contacts.models import Clinic, Clinician, ContactPoint
from procedures import seeds as evidence_seeds
from procedures.embedding import embed
from procedures.models import ProcedurePage
from stories.models import Authorization, Story
from stories.seeds import authorization_from

REASON = "Loaded from the project's files; no clinician has read it yet."

FOLDERS: dict[str, type[Document]] = {
    "procedures/content": ProcedurePage,
    "stories/content": Story,
    "bmcspine/site/content": InformationPage,
}

FEWEST_DOCUMENTS = 8
"""Fewer files than this means that the folder is not the project's own."""


@dataclass(slots=True)
class SeedDocument:
    """A document that a file describes, checked and not stored."""

    page: Page
    document: Document
    content: Content
    authorization: Authorization | None = None


@dataclass(slots=True)
class Seeds:
    """Everything that the files describe, and everything that is wrong with them."""

    evidence: evidence_seeds.Evidence
    rows: list[tuple[Record, models.Model]] = field(default_factory=list)
    documents: list[SeedDocument] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(root: Path) -> Seeds:
    """Read and check every content file below `root`; nothing is stored."""
    seeds = Seeds(evidence_seeds.read(root / "procedures/content"))
    for record in seeds.evidence.records:
        seeds.problems += record.problems
    _read_rows(seeds, root)
    for folder, model in FOLDERS.items():
        for path in sorted((root / folder).glob("*.md")):
            _read_document(seeds, path, model)
    if len(seeds.documents) < FEWEST_DOCUMENTS:
        message = f"Only {len(seeds.documents)} pages found here: is this the project's folder?"
        seeds.problems.append(Problem(root, 1, message))
    if not seeds.problems:
        _close_gates(seeds)
    return seeds


def load(seeds: Seeds) -> list[str]:
    """Store what the database does not have yet, all or nothing; return what was created.

    Raises:
        StepRefused: a gate closed, or content without sign-off met settings that forbid it.
    """
    created: list[str] = []
    with transaction.atomic():
        seeds.evidence.create_missing()
        created += [str(row) for _, row in seeds.rows if _create_missing(row)]
        created += [str(seed.document) for seed in seeds.documents if _create_document(seed)]
    return created


def _read_rows(seeds: Seeds, root: Path) -> None:
    contacts = read_tables(root / "contacts/content/contacts.toml")
    notices = read_tables(root / "bmcspine/site/content/notices.toml")
    clinic = Clinic()
    tables: list[tuple[str, type[models.Model]]] = [
        ("clinic", Clinic),
        ("contact_point", ContactPoint),
        ("clinician", Clinician),
        ("notice", Notice),
    ]
    for name, model in tables:
        for record in (contacts | notices).get(name, []):
            row = _row(record, model)
            if isinstance(row, Clinic):
                clinic = row
            elif isinstance(row, ContactPoint | Clinician):
                row.clinic = clinic
            seeds.rows.append((record, row))
            seeds.problems += record.problems
    for record in [*contacts.get("", []), *notices.get("", [])]:
        seeds.problems += record.problems


def _row(record: Record, model: type[models.Model]) -> models.Model:
    columns = {column.name for column in model._meta.concrete_fields} - {"id", "clinic"}
    record.refuse_unknown(columns)
    row = model(**{name: record.values[name] for name in columns & record.values.keys()})
    record.check(row, leaving={"clinic"})
    return row


def _read_document(seeds: Seeds, path: Path, model: type[Document]) -> None:
    page = read_page(path)
    if not page.front.problems:
        also = frozenset({"authorization"}) if model is Story else frozenset()
        document, content = document_from(page, model, also)
        seed = SeedDocument(page, document, content)
        if isinstance(document, Story):
            seed.authorization = authorization_from(page, document)
        seeds.documents.append(seed)
    seeds.problems += [problem for record in page.records() for problem in record.problems]


def _close_gates(seeds: Seeds) -> None:
    """Note what the gates refuse; the evidence and every field are in order by now."""
    claims = seeds.evidence.claim_contents()
    terms = [term.to_content() for term in seeds.evidence.terms.values()]
    for seed in seeds.documents:
        if not isinstance(seed.document, InformationPage):
            seed.content = embed(seed.content, claims, terms)
        edition = Edition(document=seed.document, content=seed.content)
        path = seed.page.front.path
        for found in gates.blocking(gates.check(edition)):
            line = _line(seed.page, found.where)
            seeds.problems.append(Problem(path, line, str(found)))


def _line(page: Page, where: str) -> int:
    for record in page.records():
        if any(value and where.startswith(str(value)) for value in record.values.values()):
            return record.line
    return 1


def _create_missing(row: models.Model) -> bool:
    if isinstance(row, Clinic):
        if Clinic.objects.exists():
            return False
    elif isinstance(row, ContactPoint | Clinician):
        row.clinic = Clinic.objects.get()
        same = {"number": row.number} if isinstance(row, ContactPoint) else {"name": row.name}
        if type(row).objects.filter(**same).exists():
            return False
    elif isinstance(row, Notice) and Notice.objects.filter(title=row.title).exists():
        return False
    row.save()
    return True


def _create_document(seed: SeedDocument) -> bool:
    document = seed.document
    same = Document.objects.filter(
        kind=document.kind, language=document.language, slug=document.slug
    )
    if same.exists():
        return False
    document.save()
    document.apply_content(seed.content)
    if seed.authorization is not None and isinstance(document, Story):
        seed.authorization.story = document
        seed.authorization.save()
    name = seed.page.front.path.name
    edition = workflow.save_edition(document, by=None, base=0, note=f"Loaded from {name}")
    if edition is None:
        raise StepRefused(f"{name} made no edition.")
    if settings.ALLOW_UNREVIEWED_CONTENT:
        workflow.publish_unreviewed(edition, reason=REASON)
    else:
        workflow.submit(edition, by=None, note=REASON)
    return True
