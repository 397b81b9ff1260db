"""The story as the patient told it, apart from the clinic's own words beside it."""

from collections.abc import Iterator

from bmcspine.publishing.content import Content, digest

NOT_TOLD = {"key", "role"}
"""Fields of a section that readers do not read."""


def told(content: Content) -> Content:
    """Return what the patient stands for: words, name if shown, bones, sections, pictures.

    Claims, glossary terms and the list of what usually happens are the clinic's.
    """
    return {
        "title": content["title"],
        "summary": content["summary"],
        "name": content["patient_name"] if content["shows_name"] else "",
        "levels": content["levels"],
        "sections": [_section(section) for section in content["sections"]],
    }


def told_digest(content: Content) -> str:
    """Return the digest of the story as told: what the patient has seen and agreed to."""
    return digest(told(content))


def changes(before: Content, after: Content) -> Iterator[str]:
    """Name every part of the story as told that differs, for staff to show to the patient."""
    seen, now = told(before), told(after)
    for name, words in WORDS.items():
        if seen[name] != now[name]:
            yield words
    old = {section["key"]: section for section in before["sections"]}
    new = {section["key"]: section for section in after["sections"]}
    for key, section in new.items():
        if key not in old:
            yield f"the new section “{section['heading']}”"
        elif _section(old[key]) != _section(section):
            yield f"the section “{section['heading']}”"
    yield from (f"the removed section “{old[key]['heading']}”" for key in old.keys() - new.keys())
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield "the order of the sections"


WORDS = {
    "title": "the title",
    "summary": "the summary",
    "name": "the name",
    "levels": "the broken bones",
}


def _section(section: Content) -> Content:
    """Return a section's words and which picture it shows, without fields that hold nothing."""
    shown = {name: value for name, value in section.items() if value and name not in NOT_TOLD}
    if "image" in shown:
        shown["image"] = {name: shown["image"][name] for name in ("name", "alt")}
    return shown
