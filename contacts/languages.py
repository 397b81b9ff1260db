"""Languages by the names that people know, and by the tags that programs know."""

TAGS = {
    "Albanian": "sq",
    "American Sign Language": "ase",
    "Arabic": "ar",
    "Armenian": "hy",
    "Bengali": "bn",
    "Cantonese": "yue",
    "Cape Verdean Creole": "kea",
    "Chinese": "zh",
    "English": "en",
    "Farsi": "fa",
    "French": "fr",
    "German": "de",
    "Greek": "el",
    "Gujarati": "gu",
    "Haitian Creole": "ht",
    "Hebrew": "he",
    "Hindi": "hi",
    "Italian": "it",
    "Japanese": "ja",
    "Khmer": "km",
    "Korean": "ko",
    "Mandarin": "cmn",
    "Persian": "fa",
    "Polish": "pl",
    "Portuguese": "pt",
    "Punjabi": "pa",
    "Romanian": "ro",
    "Russian": "ru",
    "Somali": "so",
    "Spanish": "es",
    "Swahili": "sw",
    "Tagalog": "tl",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
    "Turkish": "tr",
    "Ukrainian": "uk",
    "Urdu": "ur",
    "Vietnamese": "vi",
}
"""Name → tag. Source: IANA Language Subtag Registry (BCP 47); names as Americans use them."""

_KNOWN = {name.casefold(): name for name in TAGS}


def listed(text: str) -> list[str]:
    """Return the languages of a text with commas, each once and spelled as readers know it."""
    words = [" ".join(part.split()) for part in text.replace(";", ",").split(",")]
    names = [_KNOWN.get(word.casefold(), word[:1].upper() + word[1:]) for word in words if word]
    return list({name.casefold(): name for name in names}.values())


def tags(names: list[str]) -> list[str]:
    """Return the tags of those languages that have one here."""
    return list(dict.fromkeys(TAGS[name] for name in names if name in TAGS))
