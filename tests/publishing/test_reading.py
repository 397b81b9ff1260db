"""Grades, long sentences and figures, measured on passages counted by hand."""

import pytest

from bmcspine.publishing.texts.reading import (
    figures,
    grade,
    long_sentences,
    plain_text,
    sentences,
    syllables,
    words,
)

GETTYSBURG = (
    "Four score and seven years ago our fathers brought forth on this continent, a new nation,"
    " conceived in Liberty, and dedicated to the proposition that all men are created equal."
)
"""Lincoln, 1863. By hand: 1 sentence, 30 words, 48 syllables."""

JACK_AND_JILL = (
    "Jack and Jill went up the hill to fetch a pail of water."
    " Jack fell down and broke his crown, and Jill came tumbling after."
    " Up Jack got, and home did trot, as fast as he could caper."
)
"""By hand: 3 sentences, 38 words, 42 syllables."""


class TestGrade:
    def test_nothing_has_no_grade(self):
        assert grade("") is None

    def test_fewer_than_thirty_words_have_no_grade(self):
        assert grade("Call us. " * 14) is None

    def test_thirty_words_have_a_grade(self):
        assert grade("Call us. " * 15) is not None

    def test_one_long_solemn_sentence_matches_the_count_by_hand(self):
        # 0.39 * 30 / 1 + 11.8 * 48 / 30 - 15.59
        assert grade(GETTYSBURG) == 15.0

    def test_a_nursery_rhyme_matches_the_count_by_hand(self):
        # 0.39 * 38 / 3 + 11.8 * 42 / 38 - 15.59
        assert grade(JACK_AND_JILL) == 2.4

    def test_an_explained_term_counts_as_one_short_word(self):
        hard = "She had vertebroplasty today and then went home. " * 5
        easy = "She had bone today and then went home. " * 5
        assert grade(hard, ["vertebroplasty"]) == grade(easy)

    def test_a_plural_and_capitals_of_a_term_count_too(self):
        hard = "Compression Fractures hurt when you get up from a chair. " * 5
        easy = "Bones hurt when you get up from a chair. " * 5
        assert grade(hard, ["compression fracture"]) == grade(easy)

    def test_the_longest_term_is_taken_first(self):
        hard = "Some people need balloon kyphoplasty and then they go home. " * 5
        easy = "Some people need bone and then they go home. " * 5
        assert grade(hard, ["kyphoplasty", "balloon kyphoplasty"]) == grade(easy)

    def test_a_term_inside_another_word_is_left_alone(self):
        text = "The remarkable thing is that it takes so long to do. " * 5
        assert grade(text, ["mark"]) == grade(text)


class TestSyllables:
    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("vertebroplasty", 5), ("kyphoplasty", 4), ("osteoporosis", 6), ("anesthesia", 4),
            ("medicine", 3), ("radiation", 4), ("procedure", 3), ("patient", 2), ("needles", 2),
            ("bones", 1), ("used", 1), ("needed", 2), ("careful", 2), ("lying", 2), ("staying", 2),
            ("being", 2), ("breathe", 1), ("people", 2), ("usual", 3), ("serious", 3),
            ("didn't", 2), ("don't", 1), ("doctor's", 2), ("low-dose", 2), ("the", 1),
            ("cement", 2), ("rhythm", 2),
        ],
    )  # fmt: skip
    def test_words_of_the_clinic_are_counted_as_spoken(self, word, count):
        assert syllables(word) == count

    @pytest.mark.parametrize("word", ["80%", "T12", "1,000", "911"])
    def test_figures_and_codes_count_as_one(self, word):
        assert syllables(word) == 1


class TestSentences:
    def test_a_list_item_and_a_heading_end_a_sentence(self):
        html = "<h2>Your back</h2><ul><li>You fall</li><li>It hurts</li></ul><p>Call us.</p>"
        assert sentences(plain_text(html)) == ["Your back", "You fall", "It hurts", "Call us."]

    def test_a_line_break_in_the_source_does_not_end_a_sentence(self):
        assert sentences(plain_text("<p>Your back\nhurts.</p>")) == ["Your back hurts."]

    def test_an_abbreviation_does_not_end_a_sentence(self):
        assert sentences("Ask Dr. Nguyen. He knows.") == ["Ask Dr. Nguyen.", "He knows."]

    def test_a_decimal_point_does_not_end_a_sentence(self):
        assert len(sentences("It fell by 0.7 points. It hurt less.")) == 2

    def test_entities_become_letters(self):
        assert plain_text("<p>Bones &amp; nerves</p>") == "Bones & nerves"

    def test_marks_without_words_are_no_sentence(self):
        assert sentences("– … !") == []


class TestLongSentences:
    def test_twenty_one_words_are_too_many(self):
        assert long_sentences("word " * 21) == ["word " * 20 + "word"]

    def test_twenty_words_are_allowed(self):
        assert long_sentences("word " * 20) == []

    def test_a_hyphenated_word_is_one_word(self):
        assert words("A low-dose X-ray") == ["A", "low-dose", "X-ray"]


class TestFigures:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("80% feel better", ["80%"]),
            ("80 percent feel better", ["80 percent"]),
            ("up to 80 of them", ["up to 80"]),
            ("It is 1 in 5.", ["1 in 5"]),
            ("Wait for 2 weeks.", ["2 weeks"]),
            ("in 6 to 12 weeks", ["6 to 12 weeks"]),
            ("About 1,500, or so", ["1,500"]),
            ("the 24 bones", ["24"]),
            ("Half of them heal.", ["Half of"]),
            ("two thirds of them", ["two thirds of"]),
            ("one in five people", ["one in five"]),
            ("six out of ten people", ["six out of ten"]),
            ("eighty percent", ["eighty percent"]),
            ("T13 is no bone, nor is L6", ["13", "6"]),
            ("911% more", ["911%"]),
        ],
    )
    def test_a_figure_is_found(self, text, found):
        assert figures(text) == found

    @pytest.mark.parametrize(
        "text",
        [
            "T12", "C1 to C7", "T1–T12, L5 and S1.", "Call 911.", "One day she fell.",
            "[[claim:pain-less-100]]", "No one of us", "",
        ],
    )  # fmt: skip
    def test_names_of_bones_emergency_number_and_tokens_are_no_figures(self, text):
        assert figures(text) == []
