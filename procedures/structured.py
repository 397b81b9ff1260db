"""Structured data of procedure pages."""

import re

from django.utils import timezone

from bmcspine.publishing.content import Content
from bmcspine.publishing.models import Edition
from bmcspine.publishing.structured import StructuredData, web_page
from bmcspine.publishing.texts.passages import Passage, passages

SCHEMA_FIELDS = {
    "what": "description",
    "before": "preparation",
    "during": "howPerformed",
    "after": "followup",
}
"""Section role → property of MedicalProcedure."""


def procedure_page(edition: Edition) -> list[StructuredData]:
    """Return the page, the procedure it is about, and its questions."""
    page = web_page(edition, "MedicalWebPage")
    page["audience"] = {"@type": "MedicalAudience", "audienceType": _audience(edition.content)}
    found = [page]
    read = list(passages(edition.content, timezone.localdate()))
    if edition.content["page_kind"] == "procedure":
        found.append(_procedure(edition, read))
    if edition.content["questions"]:
        found.append(_questions(read))
    return found


def _procedure(edition: Edition, passages: list[Passage]) -> StructuredData:
    read = {passage.key: passage for passage in passages if passage.part == "sections"}
    data: StructuredData = {
        "@context": "https://schema.org",
        "@type": "MedicalProcedure",
        "name": edition.title,
        "procedureType": "https://schema.org/PercutaneousProcedure",
        "bodyLocation": "Spine",
    }
    for section in edition.content["sections"]:
        if section["role"] in SCHEMA_FIELDS:
            data[SCHEMA_FIELDS[section["role"]]] = _first_paragraph(read[section["key"]])
    return data


def _questions(passages: list[Passage]) -> StructuredData:
    asked = [passage for passage in passages if passage.part == "questions"]
    entities = [
        {
            "@type": "Question",
            "name": passage.name,
            "acceptedAnswer": {"@type": "Answer", "text": _without_name(passage)},
        }
        for passage in asked
    ]
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities}


def _first_paragraph(passage: Passage) -> str:
    return _without_name(passage).split("\n")[0]


def _without_name(passage: Passage) -> str:
    return re.sub(r"\n+", "\n", passage.read.removeprefix(passage.name).strip())


def _audience(content: Content) -> str:
    return "Patient" if content["audience"] == "patients" else "Clinician"
