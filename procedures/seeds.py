"""The evidence that comes with the project: sources, claims and glossary, as files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from bmcspine.publishing.seeds.files import read_list, read_tables
from bmcspine.publishing.seeds.tables import Record, Seed, rows_of
from procedures.models import Claim, GlossaryTerm, Outcome, Source, Trial

Given = Callable[[Record], dict[str, Any]]


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
    seeds += _results(folder, source)
    seeds += rows_of(read_list(folder / "glossary.json", "term"), {"term": GlossaryTerm}, _slug)
    return seeds


def _results(folder: Path, source: Given) -> Iterator[Seed]:
    tables, trials = read_tables(folder / "outcomes.toml"), {}
    for seed in rows_of({"trial": tables.pop("trial", [])}, {"trial": Trial}, source):
        if isinstance(seed.row, Trial):
            trials[seed.row.key] = seed.row
        yield seed

    def trial(record: Record) -> dict[str, Any]:
        key = str(record.values.get("trial", ""))
        if key not in trials:
            record.complain(f"There is no trial “{key}”: add it above.", "trial")
        return source(record) | {"trial": trials.get(key)}

    yield from rows_of(tables, {"outcome": Outcome}, trial)


def _slug(record: Record) -> dict[str, Any]:
    return {"slug": slugify(str(record.values.get("term", "")))}
