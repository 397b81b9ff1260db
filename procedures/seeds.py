"""The evidence that comes with the project: sources, claims and glossary, as files."""

from pathlib import Path
from typing import Any

from django.utils.text import slugify

from bmcspine.publishing.seeds.files import read_list, read_tables
from bmcspine.publishing.seeds.tables import Record, Seed, rows_of
from procedures.models import Claim, GlossaryTerm, Source


def read(folder: Path) -> list[Seed]:
    """Read and check the evidence files; what is wrong is noted in the records."""
    seeds = list(rows_of(read_tables(folder / "sources.toml"), {"source": Source}))
    sources = {seed.row.key: seed.row for seed in seeds if isinstance(seed.row, Source)}

    def source(record: Record) -> dict[str, Any]:
        key = str(record.values.get("source", ""))
        if key not in sources:
            record.complain(f"There is no source “{key}”: add it to sources.toml.", "source")
        return {"source": sources.get(key)}

    seeds += rows_of(read_tables(folder / "claims.toml"), {"claim": Claim}, source)
    seeds += rows_of(read_list(folder / "glossary.json", "term"), {"term": GlossaryTerm}, _slug)
    return seeds


def _slug(record: Record) -> dict[str, Any]:
    return {"slug": slugify(str(record.values.get("term", "")))}
