"""Reading the project's content files, and checking all of them before anything is stored."""

from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Model

from bmcspine.publishing import gates
from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.seeds.documents import document_from
from bmcspine.publishing.seeds.files import read_tables
from bmcspine.publishing.seeds.pages import Page, read_page
from bmcspine.publishing.seeds.tables import Problem, Seed, rows_of
from bmcspine.site import seed_log
from bmcspine.site.models import InformationPage, Notice
from contacts.models import Clinic, Clinician, ContactPoint
from procedures import seeds as evidence_seeds
from procedures.embedding import embed, with_results
from procedures.models import Claim, GlossaryTerm, Outcome, ProcedurePage, Trial
from stories.models import Authorization, Story
from stories.seeds import authorization_from

FOLDERS: dict[str, type[Document]] = {
    "procedures/content": ProcedurePage,
    "stories/content": Story,
    "bmcspine/site/content": InformationPage,
}

CONTACTS: dict[str, type[Model]] = {
    "clinic": Clinic,
    "contact_point": ContactPoint,
    "clinician": Clinician,
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

    rows: list[Seed] = field(default_factory=list)
    documents: list[SeedDocument] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(root: Path, loaded: Set[str] | None = None) -> Seeds:
    """Read and check every content file below `root`; nothing is stored.

    With the subjects that were `loaded` before, the gates let documents pass that are not
    going to be created: what staff have is theirs, and a claim that lapses stops no start.
    """
    seeds = Seeds()
    _read_rows(seeds, root)
    for folder, model in FOLDERS.items():
        if not (root / folder).is_dir():
            seeds.problems.append(Problem(root / folder, 1, "There is no such folder: restore it."))
        for path in sorted((root / folder).glob("*.md")):
            _read_document(seeds, path, model)
    if len(seeds.documents) < FEWEST_DOCUMENTS:
        message = f"Only {len(seeds.documents)} pages found here: is this the project's folder?"
        seeds.problems.append(Problem(root, 1, message))
    if not seeds.problems:
        seeds.problems += _refusals(seeds, loaded)
    return seeds


def siblings(documents: list[SeedDocument]) -> frozenset[str]:
    """Return the addresses that the documents will have."""
    return frozenset(seed.document.get_absolute_url() for seed in documents)


def _read_rows(seeds: Seeds, root: Path) -> None:
    contacts = root / "contacts/content/contacts.toml"
    seeds.rows += evidence_seeds.read(root / "procedures/content")
    seeds.rows += rows_of(read_tables(contacts), CONTACTS)
    notices = read_tables(root / "bmcspine/site/content/notices.toml")
    seeds.rows += rows_of(notices, {"notice": Notice})
    seen: set[str] = set()
    for record, row in seeds.rows:
        name = seed_log.subject(row) if row is not None and not record.problems else ""
        if name and name in seen:
            record.complain("This stands twice: remove it, or give it another key.")
        seen.add(name)
        seeds.problems += record.problems
    if not any(record.path == contacts for record, _ in seeds.rows):
        seeds.problems.append(Problem(contacts, 1, "This file is empty: add a [clinic] table."))


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


def _refusals(seeds: Seeds, loaded: Set[str] | None) -> list[Problem]:
    """Return what the gates refuse; the evidence and every field are in order by now."""
    rows = [row for _, row in seeds.rows]
    claims = {row.key: row.to_content() for row in rows if isinstance(row, Claim)}
    terms = [row.to_content() for row in rows if isinstance(row, GlossaryTerm)]
    outcomes = {row.key: row.to_content() for row in rows if isinstance(row, Outcome)}
    trials = {row.key: row.to_content() for row in rows if isinstance(row, Trial)}
    checked = [
        seed
        for seed in seeds.documents
        if loaded is None or seed_log.is_missing(seed.document, loaded)
    ]
    problems, addresses = [], siblings(checked)
    for seed in checked:
        content = with_results(embed(seed.content, claims, terms), outcomes, trials)
        edition = Edition(document=seed.document, content=content)
        edition.siblings = addresses
        for found in gates.blocking(gates.check(edition)):
            line = seed.page.line_of(found)
            problems.append(Problem(seed.page.front.path, line, str(found)))
    return problems
