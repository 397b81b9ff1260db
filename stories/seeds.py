"""The permission that a story's file states."""

from bmcspine.publishing.seeds.pages import Page
from stories.models import Authorization, Story
from stories.paper import Paper

PARTS = set(Paper.PARTS)

NOT_IN_FILES = {f"covers_{part}" for part in PARTS}
FIELDS = {column.name for column in Paper._meta.get_fields()} - NOT_IN_FILES
FIELDS |= {"provisional", "basis", "paper_kept_at"}


def authorization_from(page: Page, story: Story) -> Authorization:
    """Return the unsaved authorization of a story's file; problems stand in its records."""
    records = page.parts.get("authorization", [])
    if not records:
        page.front.complain("Add an [authorization] table: who permits what, from when to when.")
        return Authorization(story=story)
    record = records[0]
    for second in records[1:]:
        second.complain("A story has one [authorization]: remove this.")
    record.refuse_unknown(FIELDS | {"covers"})
    values = record.fields(Authorization, FIELDS)
    covers = set(record.texts("covers"))
    for part in sorted(covers - PARTS):
        record.complain(f"“{part}” is not a part of a story: {', '.join(sorted(PARTS))}.", "covers")
    covered = {f"covers_{part}": part in covers for part in PARTS}
    authorization = Authorization(story=story, **values, **covered)
    record.check(authorization, leaving={"story"})
    for part, shown in {"text": True, "name": story.shows_name}.items():
        if shown and part not in covers:
            message = f"The story shows its {part}: the authorization must cover it."
            record.complain(message, "covers")
    return authorization
