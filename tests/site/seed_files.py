"""A copy of the project's content files that a test may spoil."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("procedures", "stories", "contacts", "bmcspine/site")

PAGE = "procedures/content/bone-health.md"
TREATMENT = "procedures/content/vertebroplasty-and-kyphoplasty.md"
CLAIMS = "procedures/content/claims.toml"
SOURCES = "procedures/content/sources.toml"
WORDS = "procedures/content/glossary.json"
STORY = "stories/content/a-fall-and-a-broken-t12.md"
CONTACTS = "contacts/content/contacts.toml"
NOTICES = "bmcspine/site/content/notices.toml"
ABOUT = "bmcspine/site/content/about.md"


def copied_to(folder):
    """Copy every content file below the folder, and return the folder."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name / "content", folder / name / "content")
    return folder


def line_of(text, words):
    """Return the number of the line on which the words first stand."""
    return text[: text.index(words)].count("\n") + 1
