"""What of a notebook reaches a reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.render.clean import ATTRIBUTES, LONGEST_TEXT, TAGS, clean_html, clean_svg, clean_text
from helpers.render.tree import read_html, text_of, walk, write_content

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def clean(html: str) -> str:
    return write_content(clean_html(html))


@pytest.mark.parametrize(
    ("given_html", "left"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<style>*{}</style><template>x</template>a", "a"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="5_evidence.html#e-1">a</a>', '<a href="5_evidence.html#e-1">a</a>'),
        ('<img src="http://x/y.png">a', "a"),
        ("<svg><script>x</script></svg>a", "a"),
        ("<iframe src=x>y</iframe><form><input></form>a", "a"),
        ('<p style="position:fixed">a</p>', "<p>a</p>"),
        ("<!-- note -->a", "a"),
        ("<b>a", "<b>a</b>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("a&#x202e;b\u2066c&#0;", "abc\ufffd"),
        ('<q data-doc="a" data-start="1" data-end="2" lang="fa" dir="rtl">x</q>',) * 2,
        ('<th scope="row" colspan="2">x</th>', "x"),
    ],
)
def test_only_the_allow_list_passes(given_html: str, left: str) -> None:
    assert clean(given_html) == left


def test_attributes_of_places_and_structure_stay() -> None:
    html = (
        '<table><tbody><tr id="r" class="own"><th scope="row">x</th><td colspan="2">y</td></tr>'
        "</tbody></table><details open><summary>s</summary>t</details>"
    )
    assert clean(html).replace('open=""', "open") == html


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_yields_only_known_tags(text: str) -> None:
    tree = clean_html(text)
    for _, element in walk(tree):
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
    # What is written is read back as the same: nothing changes its meaning on the way.
    assert text_of(read_html(write_content(tree))) == text_of(tree)


@pytest.mark.parametrize("tail", ["\ud800", "\x00\x07", "\u2028"])
def test_characters_that_no_file_holds(tail: str) -> None:
    clean_text(f"a{tail}").encode("utf-8")


def test_a_line_of_ten_megabytes_is_cut_and_says_so() -> None:
    left = text_of(clean_html("<p>" + "x" * 10_000_000 + "</p>"))
    assert len(left) < LONGEST_TEXT + 50
    assert "9980000 characters cut" in left


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="x()"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="file:///etc/passwd"/>',
        '<use xlink:href="https://example.org/x.svg#a"/>',
        '<rect style="fill:url(https://example.org/x)"/>',
        "<style>@import 'https://example.org/x.css'</style>",
        "<metadata>someone</metadata><!-- words of an article -->",
        '<a href="javascript:x()"><rect/></a>',
    ],
)
def test_pictures_only_draw(inside: str) -> None:
    cleaned = clean_svg(SVG.format(inside + '<path d="M0 0"/>'))
    assert "M0 0" in cleaned
    assert not re.search(r"script|onload|foreign|passwd|example|someone|words", cleaned)


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        "<html/>",
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
    ],
)
def test_no_picture_from_broken_or_declaring_svg(svg: str) -> None:
    with pytest.raises(ValueError, match="SVG"):
        clean_svg(svg)
