"""The evidence that comes with the project: sources, claims and glossary, as files."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.text import slugify

from bmcspine.publishing.content import Content
from bmcspine.publishing.seeds import Record, read_tables
from procedures.models import Claim, GlossaryTerm, Source

FOLDER = Path(__file__).parent / "content"


@dataclass(slots=True)
class Evidence:
    """Unsaved sources, claims and terms by key, and the records they came from."""

    sources: dict[str, Source]
    claims: dict[str, Claim]
    terms: dict[str, GlossaryTerm]
    records: list[Record]

    def claim_contents(self) -> dict[str, Content]:
        """Return every claim as an edition keeps it."""
        return {key: claim.to_content() for key, claim in self.claims.items()}

    def create_missing(self) -> None:
        """Store what the database does not have yet; rows that exist are left alone."""
        for source in self.sources.values():
            if not Source.objects.filter(key=source.key).exists():
                source.save()
        for claim in self.claims.values():
            claim.source = Source.objects.get(key=claim.source.key)
            if not Claim.objects.filter(key=claim.key).exists():
                claim.save()
        for term in self.terms.values():
            if not GlossaryTerm.objects.filter(slug=term.slug).exists():
                term.save()


def read(folder: Path = FOLDER) -> Evidence:
    """Read and check the evidence files; what is wrong is noted in the records."""
    evidence = Evidence({}, {}, {}, [])
    for record in _records(folder / "sources.toml", "source", evidence):
        source = _row(record, Source)
        _keep(record, source.key, source, evidence.sources)
    for record in _records(folder / "claims.toml", "claim", evidence):
        key = str(record.values.get("source", ""))
        claim = _row(record, Claim, source=evidence.sources.get(key))
        if claim.source_id is None and key not in evidence.sources:
            record.complain(f"There is no source “{key}”: add it to sources.toml.", "source")
        else:
            _keep(record, claim.key, claim, evidence.claims)
    for values in json.loads((folder / "glossary.json").read_text(encoding="utf-8")):
        term = GlossaryTerm(slug=slugify(values["term"]), **values)
        evidence.terms[term.slug] = term
    return evidence


def _records(path: Path, name: str, evidence: Evidence) -> list[Record]:
    tables = read_tables(path)
    records = tables.pop(name, [])
    for others in tables.values():
        for other in others:
            other.complain(f"Only [[{name}]] tables belong in this file.")
            evidence.records.append(other)
    evidence.records += records
    return records


def _row(record: Record, model: type[models.Model], **given: Any) -> Any:
    fields = {column.name for column in model._meta.concrete_fields} - {"id"}
    record.refuse_unknown(fields)
    values = {name: value for name, value in record.values.items() if name in fields}
    row = model(**values | given)
    record.check(row, leaving=set(given))
    return row


def _keep(record: Record, key: str, row: Any, rows: dict[str, Any]) -> None:
    if key in rows:
        record.complain(f"The key “{key}” stands twice: give one of them another.", "key")
    rows[key] = row
