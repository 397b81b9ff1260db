from datetime import date

import pytest

from procedures.embedding import embed
from procedures.weave import WITHHELD, Weaver, unbroken

TODAY = date(2026, 11, 23)


def term(name, *aka):
    slug = name.lower().replace(" ", "-")
    return {"slug": slug, "term": name, "plain": f"What {name} means.", "aka": list(aka)}


def claim(statement="It is so.", valid_until="2027-01-01", source="a"):
    return {
        "statement": statement,
        "valid_until": valid_until,
        "source": {"key": source, "authors": "Nobody N", "year": 2020},
    }


def weaver(*terms, **claims):
    words = {"words": " ".join(item["term"] for item in terms)}
    return Weaver(embed(words, {}, terms) | {"claims": claims}, TODAY)


def test_unknown_claim_is_withheld():
    assert WITHHELD in weaver().html("<p>[[claim:none]]</p>")


def test_lapsed_claim_is_withheld_the_day_after_its_last():
    claims = {"old": claim(valid_until="2026-11-22"), "last": claim(valid_until="2026-11-23")}
    page = weaver(**claims)
    assert WITHHELD in page.text("[[claim:old]]")
    assert "It is so." in page.text("[[claim:last]]")


def test_markup_in_a_statement_is_escaped():
    html = weaver(bad=claim("<script>x()</script>")).text("[[claim:bad]]")
    assert "<script>" not in html


def test_markup_in_plain_text_is_escaped():
    assert "<b>" not in weaver().text("<b>bold</b>")
    assert "<b>" not in weaver().paragraphs("<b>bold</b>")


def test_markup_outside_the_narrow_list_is_dropped():
    assert weaver().html("<p>a<script>x()</script></p>") == "<p>a</p>"


def test_token_inside_a_link_address_breaks_no_markup():
    html = weaver(x=claim()).html('<p><a href="https://a.org/[[claim:x]]">there</a></p>')
    assert "It is so." not in html
    assert html.count("<a ") == 1


def test_sources_are_numbered_in_reading_order_and_used_again():
    page = weaver(x=claim(source="b"), y=claim(source="a"), z=claim(source="b"))
    text = page.text("[[claim:x]] [[claim:y]] [[claim:z]]")
    assert [source["key"] for source in page.sources] == ["b", "a"]
    assert text.count('href="#source-1"') == 2
    assert text.count('href="#source-2"') == 1


def test_term_is_explained_where_it_first_appears_and_only_there():
    page = weaver(term("Vertebra", "vertebrae"))
    first = page.html("<p>Many vertebrae, one vertebra.</p>")
    assert first.count("<dfn>") == 1
    assert '<dfn><button type="button" popovertarget="term-vertebra">vertebrae</button>' in first
    assert "<dfn>" not in page.html("<p>A vertebra.</p>")


def test_term_inside_a_link_or_heading_waits_for_plain_text():
    page = weaver(term("Vertebra"))
    html = page.html('<h3>Vertebra</h3><p><a href="/x/">vertebra</a> and vertebra</p>')
    assert html.count("<dfn>") == 1
    assert html.index("<dfn>") > html.index("</a>")


def test_term_inside_another_word_is_left_alone():
    assert "<dfn>" not in weaver(term("CT scan"), term("Brace")).text("bracelet CT scanner")


def test_longer_term_wins_over_the_shorter_one_inside_it():
    page = weaver(term("Fracture"), term("Compression fracture"))
    assert 'popovertarget="term-compression-fracture"' in page.text("A compression fracture.")


def test_two_terms_in_one_sentence_are_both_explained_in_place():
    html = weaver(term("Brace"), term("Sedation")).text("Sedation, then a brace.")
    assert html.count("<dfn>") == 2
    assert html.index("term-sedation") < html.index("term-brace")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A brace.", "{}."),
        ("It is (a brace), or", "{}),"),
        ("It is (brace).", "({})."),
        ("A “brace” helps.", "“{}”"),
        ('A "brace" helps.', "{}&quot;"),
        ("A brace helps.", "{}"),
        ("A brace & more.", "{}"),
    ],
)
def test_signs_beside_an_explained_word_stay_with_it(text, held):
    word = '<button type="button" popovertarget="term-brace">brace</button>'
    assert f"<dfn>{held.format(word)}</dfn><span" in weaver(term("Brace")).text(text)


def test_number_of_a_source_stays_with_the_explained_word_before_it():
    html = weaver(term("Brace"), x=claim("Wear a brace.")).text("[[claim:x]]")
    assert html.index("<dfn>") < html.index(".<sup>") < html.index("</sup></dfn>")


def test_x_ray_is_never_broken_after_its_letter():
    html = weaver(term("Brace")).html('<p>A low-dose X-ray, a <a href="/X-ray/">brace</a>.</p>')
    assert 'low-dose <span class="whole">X-ray</span>, a <a href="/X-ray/">' in html
    assert unbroken("<b> T-score") == '&lt;b&gt; <span class="whole">T-score</span>'


def test_blank_lines_divide_paragraphs():
    assert weaver().paragraphs("One.\n\nTwo.") == "<p>One.</p><p>Two.</p>"


def test_inverted_term_is_found_as_people_say_it():
    content = embed({"a": "You get general anesthesia."}, {}, [term("Anesthesia, general")])
    assert list(content["terms"]) == ["anesthesia,-general"]


def test_only_terms_that_the_words_use_are_embedded():
    content = embed({"a": "A brace."}, {}, [term("Brace"), term("Sedation")])
    assert list(content["terms"]) == ["brace"]
