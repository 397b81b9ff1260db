"""What points to a person in a text, and what only looks like it."""

import pytest

from stories.identifiers import find

BLOCKED = """
on May 4 she fell | on Nov 3, 2019 | on 5/4/2024 | 5-4-24 | 25.12.2024 | 2024-05-04
the 4th of May | the fourth of May | May fourth | May the 4th | 4 May 2024 | Sept. 12 | on 5/4 she
on Thanksgiving | the day after Christmas | on the Fourth of July | on New Year’s Eve
a 93-year-old | 91 years old | aged 94 | age of 101 | turned 90 | At 95, he danced | he was 92.
She is ninety-two. | I was ninety-two when it broke | a ninety-two-year-old | aged ninety
My mother, 92, fell | in her nineties | her early 90s | her ninetieth birthday | 95th birthday
one hundred years old | a centenarian | He’s 97, and well
MRN 12345 | record number 4711 | account #99 | license no. AB123 | licence number D4
Medicare ID 1A | serial number X-99 | device no. 7 | case number 12
123-45-6789 | 1234567 | AB12345 | plate #77B
a@b.org | @anndoe | 617 555 0100 | (617) 555-0100 | 555-0100 | +1 617-555-0100
www.ann.com | https://x.example/z | facebook.com/ann | 10.0.0.1
12 Main Street | 12 Main St. | 3 Old Mill Road | Apt 4 | P.O. Box 12
Quincy, MA 02169 | 02118-2393 | zip code 90210
her son John | her husband, Peter, | my friend Anna | a daughter named Ruth
"""
ADVISED = """
lives in Quincy | from Lee | near Sandwich | in Jamaica Plain | Suffolk County | in Boston
New Bedford | Mass General | Massachusetts General Hospital | Beth Israel Deaconess Medical Center
St. Elizabeth’s Medical Center | works at Gillette | retired from Raytheon | Mrs. Roe
on Main Street | last Tuesday | Christmas Eve was hard | in November | since early May | May 2024
her 80th birthday
"""
HARMLESS = """
T12 | L1 and L2 | S1 | C1-C2 | 2 of 100 | 10 years | 10 of 10 for three months | 90 of 100 people
95 percent | over 90 minutes | 100 years ago | pain was 8/10 | 10/10 | In 2019 | in 2015-2018
COVID-19 | I may walk | she may fall
Reading was hard | an orange | a sandwich | wash her hands
Dr. Lee | Boston Medical Center
at Boston Medical Center | our Spine Fracture Clinic | the hospital
Chadi Tannoury, MD | She marched on | the second day | the first time | 44,000 people | 1,200 mg
the 1990s | her 20s | in her eighties | 89 years old | about 100 steps
eighty-nine years | part 2.10.3 | her husband drove | her daughter. The next day
at 3 months | 5.5 mm | a ten-year-old | half of them
ninety percent | ninety minutes | ninety-nine steps | one hundred people | I was 90 percent sure
in case no one comes | at home by noon | the road | he was 92 pounds | 130 degrees
I was 100 steps away
"""


def texts(table):
    return [text for line in table.strip().split("\n") for text in line.split(" | ")]


@pytest.mark.parametrize("text", texts(BLOCKED))
def test_identifier_is_blocked(text):
    assert any(found.kind.blocks for found in find(f"It was so: {text} and more.")), text


@pytest.mark.parametrize("text", texts(ADVISED))
def test_what_may_point_to_a_person_is_asked_about_and_not_blocked(text):
    found = list(find(f"It was {text} and more."))
    assert found
    assert not any(one.kind.blocks for one in found), found


@pytest.mark.parametrize("text", texts(HARMLESS))
def test_what_only_looks_like_an_identifier_passes(text):
    assert not list(find(f"It was so, {text} and more.")), text


def test_words_are_named_once_and_shown_where_they_stand():
    text = "For long she was well. Then, on May 4, 2024, she slipped on paper and fell down."
    (found,) = find(text)
    assert str(found) == (
        "Remove “May 4, 2024”, an exact date: say the season, or how long ago. "
        "It stands in “… was well. Then, on May 4, 2024, she slipped on paper …”."
    )


def test_question_is_put_as_a_question():
    (found,) = find("She lives in Quincy.")
    assert str(found) == (
        "Is “Quincy” needed? It is a place smaller than a state: the state, or no place, may do. "
        "It stands in “She lives in Quincy.”."
    )


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "word"])
def test_empty_and_short_texts_hold_nothing(text):
    assert not list(find(text))
