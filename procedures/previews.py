"""Claims, sources and glossary terms as readers will meet them, stored or not."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from bmcspine.publishing.texts.glossary import in_a_sentence
from procedures.charts.over_time import panels
from procedures.charts.results import results
from procedures.embedding import embed
from procedures.evidence import Claim
from procedures.glossary import GlossaryTerm
from procedures.outcomes import Outcome
from procedures.sources import Source
from procedures.trials import Trial
from procedures.weave import Weaver


def claim_as_read(claim: Claim) -> dict[str, Any]:
    """Return the claim's sentence as it stands in a text, with its source."""
    key, today = claim.key or "new", timezone.localdate()
    terms = [term.to_content() for term in GlossaryTerm.objects.all()]
    content = embed({"text": f"[[claim:{key}]]"}, {key: claim.to_content()}, terms)
    weaver = Weaver(content, today)
    sentence = weaver.claim(key)
    lapsed = claim.valid_until < today
    return {"claim": claim, "sentence": sentence, "sources": weaver.sources, "lapsed": lapsed}


def source_as_cited(source: Source) -> dict[str, Any]:
    """Return the source as it stands at the end of a page."""
    return {"sources": [source.to_content() | {"number": 1}]}


def term_as_explained(term: GlossaryTerm) -> dict[str, Any]:
    """Return a sentence in which the term is explained, and its line in the glossary."""
    slug = term.slug or slugify(term.term)
    weaver = Weaver({"terms": {slug: term.to_content()}}, timezone.localdate())
    sentence = f"Your doctor may say “{in_a_sentence(term.term)}”."
    return {"term": term, "sentence": weaver.text(sentence)}


def trial_as_told(trial: Trial) -> dict[str, Any]:
    """Return the study as it stands below a chart, with its source."""
    return {"trial": trial.to_content(), "sources": [trial.source.to_content() | {"number": 1}]}


def outcome_as_charted(outcome: Outcome) -> dict[str, Any]:
    """Return the number in words, and its picture where pain over time can show it."""
    row, trial = outcome.to_content(), outcome.trial.to_content()
    content = {"outcomes": {"shown": row}, "trials": {outcome.trial.key: trial}}
    found = results({"outcomes": ["shown"]}, content)
    weaver = Weaver({}, timezone.localdate())
    drawn = panels(found) if row["scale"] == "pain" and row["statistic"] != "threshold" else []
    return {"results": found, "panels": drawn, "weaver": weaver, "sources": weaver.sources}
