"""Every component of the site with sample data."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from bmcspine.site.styleguide import contents
from bmcspine.site.styleguide.states import STATES, Context
from procedures.weave import Weaver

NOTHING = "Add a picture to the library to see this."


class Sample(NamedTuple):
    """A component in one state."""

    state: str
    html: str


class Component(NamedTuple):
    """A component, what its first line says of it, and its samples."""

    name: str
    promise: str
    samples: list[Sample]


def components() -> Iterator[Component]:
    """Yield every component that has samples, by name."""
    return map(component, sorted(STATES))


def component(name: str) -> Component:
    """Return one component with its samples."""
    return Component(name, promise(name), list(_samples(name)))


def promise(name: str) -> str:
    """Return the comment that every component begins with: its inputs, and what it is for."""
    with (folder() / f"{name}.html").open() as file:
        return file.readline().removeprefix("{#").strip().removesuffix("#}").strip()


def folder() -> Path:
    return Path(settings.BASE_DIR, "templates", "components")


def _samples(name: str) -> Iterator[Sample]:
    for state, context in STATES[name].items():
        given = context()
        yield Sample(state, NOTHING if given is None else _drawn(name, given))


def _drawn(name: str, given: Context) -> str:
    weaver = Weaver(contents.page(), timezone.localdate())
    return render_to_string(f"components/{name}.html", {"weaver": weaver} | given)
