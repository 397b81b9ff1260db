"""The page drawn from what stands in the form of a document; nothing is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from bmcspine.publishing import gates
from bmcspine.publishing.models import Document, Edition
from bmcspine.publishing.staff.form import typed_content
from bmcspine.publishing.staff.parts import PartFormSet
from bmcspine.publishing.staff.people import staff
from bmcspine.publishing.staff.screens import after, visible_document
from bmcspine.publishing.templatetags.parts import part_name

if TYPE_CHECKING:
    from bmcspine.publishing.staff.lists import DocumentListAdmin

Problem = dict[str, Any]

NEEDED = {"slug", "language", "page_kind", "audience"}
"""Fields of a page without which it cannot be drawn: they decide on its address and its kind."""


def preview(screen: "DocumentListAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the script beside the form with page and findings, and a person with the page."""
    document = visible_document(screen, request, pk)
    if not screen.has_change_permission(request, document):
        raise PermissionDenied
    if request.method != "POST":
        return after(document, "change")
    form = screen.get_form(request, document, change=True)(request.POST, instance=document)
    formsets = [
        make(**screen.get_formset_kwargs(request, document, inline, make.get_default_prefix()))
        for make, inline in screen.get_formsets_with_inlines(request, document)
    ]
    gaps = [*_gaps(form, ""), *(gap for part in _parts(formsets) for gap in _gaps(*part))]
    problems = [*_problems(form, ""), *_problems_of_parts(formsets)]
    scripted = request.accepts("application/json") and not request.accepts("text/html")
    if problems:
        return _refused(screen, request, problems, scripted)
    edition = _unsaved(form, formsets, request)
    if not scripted:
        request.draws_unsaved = True  # type: ignore[attr-defined]  # for the bar on top
        return edition.kind.draw(request, edition)
    page = edition.kind.draw(request, edition).content.decode()
    found = [asdict(finding) for finding in gates.check(edition)]
    return JsonResponse({"page": page, "findings": [*gaps, *found]})


def _unsaved(
    form: "forms.ModelForm[Any]", formsets: Sequence[PartFormSet], request: HttpRequest
) -> Edition:
    document: Document = form.instance
    content = document.completed(document.all_typed(typed_content(form, formsets)))
    return Edition(
        document=document,
        number=document.head + 1,
        content=content,
        author=staff(request),
        created_at=timezone.now(),
    )


def _refused(
    screen: "DocumentListAdmin", request: HttpRequest, problems: list[Problem], scripted: bool
) -> HttpResponse:
    if scripted:
        return JsonResponse({"problems": problems}, status=422)
    context = screen.admin_site.each_context(request) | {
        "title": "The page cannot be drawn yet",
        "problems": problems,
    }
    return TemplateResponse(request, "admin/documents/preview_refused.html", context, status=422)


def _gaps(form: "forms.ModelForm[Any]", where: str) -> Iterator[Problem]:
    """Yield what is missing, and let it pass: a page with gaps can be drawn, only not saved."""
    for name, field in form.fields.items():
        if field.required and name not in NEEDED and not form[name].data:
            field.required = False
            yield _problem(form, where, name, str(field.error_messages["required"]))


def _problems(form: "forms.ModelForm[Any]", where: str) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        for message in errors:
            yield _problem(form, where, name, str(message))


def _problem(form: "forms.ModelForm[Any]", where: str, name: str, message: str) -> Problem:
    label = str(form[name].label) if name in form.fields else ""
    place = ": ".join(filter(None, (where, label)))
    return {"where": place, "message": message, "field": form.add_prefix(name), "blocks": True}


def _parts(formsets: Sequence[PartFormSet]) -> Iterator[tuple["forms.ModelForm[Any]", str]]:
    """Yield the form of every part that stays, with the part's name."""
    for form in (form for formset in formsets for form in formset.forms):
        goes = "DELETE" in form.fields and form["DELETE"].data
        if form.has_changed() and not goes:
            yield form, part_name(form)


def _problems_of_parts(formsets: Sequence[PartFormSet]) -> Iterator[Problem]:
    for form, name in _parts(formsets):
        yield from _problems(form, name)
    for formset in formsets:
        for message in formset.non_form_errors():
            where = formset.relation.capitalize()
            yield {"where": where, "message": str(message), "field": "", "blocks": True}
