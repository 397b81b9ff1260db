"""The run of pieces holds both texts, word for word, whatever they are."""

import random
import time

import pytest

from bmcspine.publishing.texts.plain import marked, runs
from bmcspine.publishing.texts.words import shortened, words

VOCABULARY = ["the", "bone", "heals,", "slowly", "pain.", "a", "\n", "  ", "•", "don’t", "T12", ""]
LONGEST_SECONDS = 8
"""For the worst that somebody could type; a test machine may be busy."""


def side(pieces, *kinds):
    return "".join(text for kind, text in pieces if kind in ("same", *kinds))


def random_text(chance):
    return " ".join(chance.choices(VOCABULARY, k=chance.randrange(40)))


@pytest.mark.parametrize("seed", range(200))
def test_joined_without_one_side_it_is_the_other_text(seed):
    chance = random.Random(seed)  # noqa: S311  (no secret)
    old, new = random_text(chance), random_text(chance)
    pieces = words(old, new)
    assert side(pieces, "added") == new
    assert side(pieces, "removed") == old


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", "a b"), ("a b", ""), ("a\n\nb", "a\nb")])
def test_empty_texts_and_line_ends_are_kept_too(old, new):
    pieces = words(old, new)
    assert (side(pieces, "removed"), side(pieces, "added")) == (old, new)


def test_comma_behind_a_word_leaves_the_word_alone():
    assert words("Who it may suit", "Who it may suit, and why") == [
        ("same", "Who it may suit"),
        ("added", ", and why"),
    ]


def test_word_or_two_that_stayed_amid_a_rewritten_sentence_do_not_tear_it_apart():
    pieces = words("The quick brown fox jumps over it.", "The slow red fox leaps over it.")
    assert [kind for kind, _ in pieces] == ["same", "removed", "added", "same"]


@pytest.mark.parametrize("length", [600, 20_000])
def test_texts_that_are_hard_to_compare_are_shown_in_time(length):
    chance = random.Random(1)  # noqa: S311  (no secret)
    old, new = (" ".join(chance.choices("ab", k=length)) for _ in range(2))
    started = time.perf_counter()
    words(old, new)
    assert time.perf_counter() - started < LONGEST_SECONDS


def test_long_unchanged_passages_are_counted_instead_of_shown():
    same = " ".join(f"word{n}" for n in range(200))
    short = shortened(words(f"old {same} end", f"new {same} finish"))
    assert [kind for kind, _ in short] == [
        *("removed", "added", "same", "left out", "same", "removed", "added")
    ]
    left_out = dict(short)["left out"]
    assert int(left_out) + sum(text.count("word") for kind, text in short if kind == "same") == 200


def test_line_end_that_came_is_visible():
    assert ("added", "¶\n") in shortened(words("One. Two.", "One.\nTwo.")) or (
        "¶" in "".join(text for _, text in shortened(words("One. Two.", "One.\nTwo.")))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>Do <strong>not</strong> stop.</p>", "<p>Do not stop.</p>"),
        ("<p>Do <em>not</em> stop.</p>", "<p>Do <strong>not</strong> stop.</p>"),
        ('<p><a href="/a/">Read</a> it.</p>', '<p><a href="/b/">Read</a> it.</p>'),
        ("<p><strong>1</strong>st</p>", "<p><strong>1st</strong></p>"),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>"),
        ("<h3>When</h3>", "<p>When</p>"),
        ("<p>a b</p>", "<p>a</p><p>b</p>"),
    ],
)
def test_texts_that_look_different_read_different(one, other):
    assert marked(one) != marked(other)


def test_words_carry_their_looks():
    text = marked('<p>Do <strong>not stop</strong>: <a href="/x/">read this</a>.</p>')
    assert [run for run in runs(text) if run[1].strip()] == [
        *(("", "Do "), ("strong", "not stop"), ("", ": ")),
        *(("link", "read this"), ("target", "/x/"), ("", ".")),
    ]
