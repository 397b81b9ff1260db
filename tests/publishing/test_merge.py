"""Two texts made from one: nothing of either is lost; what both changed is told of both."""

import random
from copy import deepcopy

import pytest

from bmcspine.publishing.texts.merge import by_key, merge, with_theirs


def text(*keys, **fields):
    """A page with one section for each key."""
    sections = [{"key": key, "heading": key.upper(), "body": f"<p>{key}</p>"} for key in keys]
    return {"title": "A page", "levels": ["T12"], "sections": sections} | fields


def changed(content, key, **fields):
    copy = deepcopy(content)
    by_key(copy["sections"])[key].update(fields)
    return copy


def without(content, key):
    return content | {"sections": [row for row in content["sections"] if row["key"] != key]}


def keys(content):
    return [row["key"] for row in content["sections"]]


BASE = text("a", "b", "c")


def test_field_that_both_changed_clashes_and_holds_mine():
    merged = merge(BASE, BASE | {"title": "Theirs"}, BASE | {"title": "Mine"})
    (clash,) = merged.clashes
    assert (clash.base, clash.theirs, clash.mine) == ("A page", "Theirs", "Mine")
    assert merged.content["title"] == "Mine"


def test_list_of_words_is_one_value_and_clashes_whole():
    merged = merge(BASE, BASE | {"levels": ["L1"]}, BASE | {"levels": ["T12", "L2"]})
    assert [clash.field for clash in merged.clashes] == ["levels"]


def test_same_field_of_one_part_clashes_and_the_other_fields_are_combined():
    theirs = changed(BASE, "b", body="<p>theirs</p>", heading="New")
    mine = changed(BASE, "b", body="<p>mine</p>")
    merged = merge(BASE, theirs, mine)
    assert [(c.part, c.key, c.field) for c in merged.clashes] == [("sections", "b", "body")]
    part = by_key(merged.content["sections"])["b"]
    assert (part["heading"], part["body"]) == ("New", "<p>mine</p>")


@pytest.mark.parametrize("i_removed", [True, False])
def test_part_that_one_side_removed_and_the_other_changed_stays_and_clashes(i_removed):
    removed, kept = without(BASE, "b"), changed(BASE, "b", body="<p>new</p>")
    theirs, mine = (kept, removed) if i_removed else (removed, kept)
    merged = merge(BASE, theirs, mine)
    (clash,) = merged.clashes
    assert (clash.theirs is None, clash.mine is None) == (not i_removed, i_removed)
    assert by_key(merged.content["sections"])["b"]["body"] == "<p>new</p>"


def test_two_orders_clash():
    merged = merge(BASE, text("c", "a", "b"), text("b", "a", "c"))
    (clash,) = merged.clashes
    assert (clash.part, clash.key, clash.field) == ("sections", "", "")
    assert keys(merged.content) == ["b", "a", "c"]


def test_same_change_on_both_sides_is_no_clash():
    both = changed(text("c", "a", "b", title="New"), "b", body="<p>new</p>")
    merged = merge(BASE, both, deepcopy(both))
    assert (merged.clashes, merged.content) == ([], both)


def test_text_without_a_base_clashes_rather_than_overwrites():
    merged = merge({}, BASE, BASE | {"title": "Mine"})
    assert [clash.field for clash in merged.clashes] == ["title"]


def test_additions_removals_moves_and_words_of_both_sides_are_combined():
    theirs = changed(text("new", "a", "b", "c"), "a", heading="Theirs")
    mine = without(text("c", "a", "b", "mine", title="Mine"), "b")
    merged = merge(BASE, theirs, mine)
    assert not merged.clashes
    assert merged.content["title"] == "Mine"
    assert keys(merged.content) == ["new", "c", "a", "mine"]
    assert by_key(merged.content["sections"])["a"]["heading"] == "Theirs"


def test_part_that_both_removed_is_gone():
    assert keys(merge(BASE, without(BASE, "b"), without(BASE, "b")).content) == ["a", "c"]


def test_field_that_they_emptied_out_of_a_part_goes():
    base = changed(BASE, "a", image={"pk": 1})
    merged = merge(base, BASE, base | {"title": "Mine"})
    assert not merged.clashes
    assert "image" not in by_key(merged.content["sections"])["a"]


def test_giving_way_takes_their_words_in_the_places_that_are_named():
    theirs = changed(text("c", "a", "b", title="Theirs"), "a", body="<p>theirs</p>")
    mine = changed(text("b", "a", "c", title="Mine"), "a", body="<p>mine</p>")
    places = [clash.place for clash in merge(BASE, theirs, mine).clashes]
    assert with_theirs(mine, theirs, places) == theirs
    assert with_theirs(mine, theirs, []) == mine


def test_giving_way_about_a_part_that_they_removed_removes_it():
    mine = changed(BASE, "b", body="<p>mine</p>")
    assert keys(with_theirs(mine, without(BASE, "b"), ["sections/b/"])) == ["a", "c"]


@pytest.mark.parametrize("place", ["", "x", "//", "no/such/part", "sections/no/body", "a/b/c/d"])
def test_places_that_do_not_exist_change_nothing(place):
    assert with_theirs(BASE, BASE | {"title": "Theirs"}, [place]) == BASE


def edited(content, chance):
    """The same text after a few random edits, each of another kind."""
    copy = deepcopy(content)
    rows = copy["sections"]
    for row in rows:
        if chance.random() < 0.3:
            row["body"] = f"<p>{chance.randrange(1000)}</p>"
    if chance.random() < 0.4:
        rows.insert(
            chance.randrange(len(rows) + 1),
            {"key": f"n{chance.randrange(10**6)}", "heading": "N", "body": "<p>n</p>"},
        )
    if chance.random() < 0.3 and rows:
        rows.pop(chance.randrange(len(rows)))
    if chance.random() < 0.3:
        chance.shuffle(rows)
    return copy


@pytest.mark.parametrize("seed", range(200))
def test_whatever_two_people_do_no_word_of_theirs_or_mine_is_lost_unseen(seed):
    chance = random.Random(seed)  # noqa: S311  (no secret)
    base = text(*"abcde")
    theirs, mine = edited(base, chance), edited(base, chance)
    merged = merge(base, theirs, mine)
    found, clashing = by_key(merged.content["sections"]), {c.key for c in merged.clashes}
    old = by_key(base["sections"])
    assert len(found) == len(merged.content["sections"])
    for side in (theirs, mine):
        for key, row in by_key(side["sections"]).items():
            if row != old.get(key):
                assert found[key]["body"] == row["body"] or key in clashing


@pytest.mark.parametrize("seed", range(50))
def test_one_person_alone_gets_exactly_their_text(seed):
    chance = random.Random(seed)  # noqa: S311  (no secret)
    base = text(*"abcde")
    mine = edited(base, chance)
    assert merge(base, base, mine).content == mine
    assert merge(base, mine, base).content == mine
