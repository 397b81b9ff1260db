"""The bones of the spine: their names and regions."""

REGIONS = {
    "Neck": tuple(f"C{number}" for number in range(1, 8)),
    "Chest": tuple(f"T{number}" for number in range(1, 13)),
    "Lower back": tuple(f"L{number}" for number in range(1, 6)),
    "Base of the spine": ("S1",),
}
"""Levels of each region, from top to bottom. Source: fact file, ANA-1."""

LEVELS = tuple(level for levels in REGIONS.values() for level in levels)


def region(level: str) -> str:
    """Return the region's name; raises KeyError for a name that is not a level."""
    for name, levels in REGIONS.items():
        if level in levels:
            return name
    raise KeyError(level)
