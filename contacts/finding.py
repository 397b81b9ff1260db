"""Finding a doctor by what they treat and by language: plain links, no script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict

from contacts.clinicians import Clinician, Treats

ANY = "Any"


class Choice(NamedTuple):
    """A link that narrows the list, or widens it again."""

    label: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One question, with the answers that somebody here fits."""

    label: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Found:
    """Who fits, and how to ask for others."""

    clinicians: list[Clinician]
    filters: list[Filter]
    is_narrowed: bool


def find(everybody: Iterable[Clinician], asked: QueryDict) -> Found:
    """Return who treats and speaks what is asked for; a word that nobody fits finds nobody."""
    clinicians = list(everybody)
    chosen = {name: str(asked[name]) for name in ("treats", "language") if asked.get(name)}
    treats = [choice for choice in Treats if any(choice in one.treats for one in clinicians)]
    spoken = sorted({language for one in clinicians for language in one.spoken})
    offers = {
        "treats": ("What they treat", {choice.value: choice.label for choice in treats}),
        "language": ("Language", {language: language for language in spoken}),
    }
    known = {name: value for name, value in chosen.items() if value in offers[name][1]}
    filters = [Filter(label, list(_choices(name, values, chosen, known)))
               for name, (label, values) in offers.items() if values]  # fmt: skip
    return Found([one for one in clinicians if _fits(one, chosen)], filters, bool(chosen))


def _fits(clinician: Clinician, chosen: dict[str, str]) -> bool:
    has = {"treats": clinician.treats, "language": clinician.spoken}
    return all(value in has[name] for name, value in chosen.items())


def _choices(
    name: str, values: dict[str, str], chosen: dict[str, str], known: dict[str, str]
) -> Iterator[Choice]:
    """Yield the answers to one question; each link keeps the answers to the others."""
    rest = {key: value for key, value in known.items() if key != name}
    yield Choice(ANY, _query(rest), name not in chosen)
    for value, words in values.items():
        yield Choice(words, _query({**rest, name: value}), chosen.get(name) == value)


def _query(values: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()
