"""The contact page without any drawing, for old browsers and slow lines: the number first."""

from collections.abc import Iterable, Iterator

from django.utils.dateformat import format as written

from bmcspine.publishing.structured import absolute
from contacts.clinicians import Clinician
from contacts.points import Clinic, ContactPoint


def numbers_text(points: list[ContactPoint], switchboard: ContactPoint | None) -> str:
    """Return what the contact page says of its numbers, line by line."""
    blocks = [list(_point(point, switchboard)) for point in points]
    return _joined(blocks or [["Call the hospital and ask for this service."]])


def rest_text(points: list[ContactPoint], clinicians: Iterable[Clinician]) -> str:
    """Return what else the contact page says, line by line."""
    blocks = [["In an emergency call 911."]]
    blocks.append(["OUR DOCTORS", *map(_person, clinicians)])
    blocks.append(["WHERE WE ARE", *_place(points[0].clinic if points else Clinic())])
    blocks.append([f"With pictures: {absolute('/contact/')}"])
    return _joined(blocks)


def _joined(blocks: list[list[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _point(point: ContactPoint, switchboard: ContactPoint | None) -> Iterator[str]:
    yield f"{point.display}  {point.label}"
    if point.audience != ContactPoint.Audience.EVERYONE:
        yield f"For {point.get_audience_display().lower()}"
    yield "Hours: " + "; ".join(point.hours.splitlines() or ["Ask by phone."])
    if point.opening:
        yield point.opening.words
    if point.when_closed:
        yield f"When we are closed: {point.when_closed}"
    if point.fax:
        yield f"Fax: {point.fax_display}"
    if point.secure_route:
        yield f"Secure messages between clinicians: {point.secure_route}"
    yield "Interpreters: Tell us your language when you call."
    if point.last_called_on:
        yield f"We last tried this number on {written(point.last_called_on, 'F j, Y')}."
    if point.is_old and point.audience != ContactPoint.Audience.SWITCHBOARD:
        number = f": {switchboard.display}" if switchboard else ""
        yield f"If this number fails, call the hospital’s switchboard{number}."


def _person(clinician: Clinician) -> str:
    parts = [clinician.full_name, clinician.role]
    parts.append("Treats: " + "; ".join(clinician.treated) if clinician.treats else "")
    parts.append(f"Languages: {clinician.languages}" if clinician.languages else "")
    return "\n  ".join(filter(None, parts))


def _place(clinic: Clinic) -> Iterator[str]:
    lines = [clinic.name or "Spine Fracture Clinic", clinic.service, clinic.department]
    lines += [clinic.hospital or "Boston Medical Center", *clinic.address.splitlines()]
    lines.append(", ".join(filter(None, [clinic.city, clinic.state])))
    if not clinic.address:
        lines.append("Ask by phone which building and floor to come to.")
    yield from filter(None, map(str.strip, lines))
