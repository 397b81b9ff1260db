"""How days and months stand in a text."""

import re

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
ORDINALS = (
    "(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    "|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
)
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
HOLIDAYS = (
    "New Year[’']s(?: Day| Eve)?|Christmas(?: Day| Eve)?|Thanksgiving(?: Day)?|Independence Day"
    "|(?:the )?(?:Fourth|4th) of July|July Fourth|Labor Day|Memorial Day|Veterans Day|Juneteenth"
    "|Columbus Day|Halloween|Easter(?: Sunday| Monday)?|Good Friday|Patriots[’'] Day"
    "|Marathon Monday|Mother[’']s Day|Father[’']s Day|Valentine[’']s Day|St\\. Patrick[’']s Day"
    "|Passover|Yom Kippur|Rosh Hashanah|Hanukkah|Eid(?: al-\\w+)?|Diwali"
)
_MONTH, _DAY = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12]\\d|3[01])"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"

EXACT = re.compile(
    rf"\b(?:{_MONTH}[/.-]{_DAY}|{_DAY}[/.-]{_MONTH})[/.-](?:(?:19|20)\d\d|\d\d)\b(?!\.\d)"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|(?<=\b[Oo]n ){_MONTH}/{_DAY}\b"
    rf"|\b(?:{MONTHS})\.? (?:the )?(?:{_NUMBER}|{ORDINALS})\b(?:, (?:19|20)\d\d\b)?"
    rf"|\b(?:{_NUMBER}|(?i:{ORDINALS}))(?: day)?(?: of)? (?:{MONTHS})\b(?:,? (?:19|20)\d\d\b)?"
    rf"|\b(?:[Oo]n|[Dd]ay (?:after|before)|(?:morning|night|evening|eve) of) (?:{HOLIDAYS})"
)
"""A day of one year or of any: 5/4/2024, May 4, the fourth of May, on Thanksgiving."""

DAY = re.compile(rf"\b(?:[Oo]n|[Ll]ast|[Tt]his|[Nn]ext|[Tt]hat) (?:{WEEKDAYS})\b|\b(?:{HOLIDAYS})")
"""A weekday or a holiday that somebody who was there would know."""

MONTH = re.compile(
    rf"\b(?:{MONTHS})\.? (?:of )?(?:19|20)\d\d\b"
    r"|\b(?i:in|since|by|until|till|during|early|late|last|next|of|from|before|after)"
    rf" (?:early |late |mid-)?(?:{MONTHS})\b"
)
"""A month, with its year or without."""

BIRTHDAY = re.compile(rf"\b(?:{_NUMBER}|(?i:{ORDINALS}|[a-z]+tieth)) (?:birthday|anniversary)\b")
