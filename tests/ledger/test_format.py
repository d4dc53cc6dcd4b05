"""`fmt` puts spaces in order."""

import pytest

from intertwine.ledger.format import format_text
from intertwine.ledger.read.vocabulary import built_in


def fmt(text: str) -> str:
    return format_text("titles/Daredevil.md", text, built_in())


def test_a_page_is_put_in_order() -> None:
    text = (
        "---\nkind:   series\n---\n#  Daredevil\n##  Season 1   (2015-04-10)\n\n\n### 1.  Into  the Ring\n"
        "* 0:18:30 - 0:20:10   together:[[A]] ,[[B]]   at [[P]]   \n\n"
        '-   [[A]]  works   as   "a  lawyer"  in [[P]]   ^x\n'
        "     - also   known:   X 1x05   @0:01:00\n"
        "           - source:  page  2\n"
        "- [[A]]   mets [[B]]  \n"
        "Prose  is left,\n   but its ends.  \n### X @1:00:00\n>  note  \n\n\n"
    )
    assert fmt(text) == (
        "---\nkind:   series\n---\n\n# Daredevil\n\n## Season 1 (2015-04-10)\n\n### 1. Into the Ring\n\n"
        "- 00:18:30-00:20:10 together: [[A]], [[B]] at [[P]]\n"
        "- [[A]] works as \"a  lawyer\" in [[P]] ^x\n"
        "  - also known: X 1x05 @00:01:00\n"
        "    - source: page  2\n"
        "- [[A]]   mets [[B]]\n"
        "  Prose  is left,\n  but its ends.\n\n### X @01:00:00\n\n>  note\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\nkind: film\nname:  x",
        "---\nkind: film\n---\n\n## Notes\n\n*  mine \n\n\n     - as  I like\n",
        "---\nkind: film\n---\n\n```\n  *  code  \n\n\n```\n\n<!-- a\n\n  b -->\n",
        "\n---\n",
    ],
)
def test_what_is_not_understood_or_not_its_business_is_left_alone(text: str) -> None:
    assert fmt(text) == text


def test_line_ends_become_those_of_the_first_line() -> None:
    assert fmt("# A\r\ntext\nmore\r") == "# A\r\n\r\ntext\r\nmore\r\n"
    assert fmt("# A\ntext\r\n") == "# A\n\ntext\n"


def test_a_time_in_a_name_is_no_time() -> None:
    text = "---\nkind: series\n---\n\n## Season 1\n\n### 1. At 1:02:03\n"
    assert fmt(text) == text


def test_a_list_mark_stays_where_a_hyphen_would_make_a_rule() -> None:
    assert fmt("* - -\n") == "* - -\n"


def test_an_exception_is_put_in_its_place_and_keeps_its_words() -> None:
    text = fmt('---\nkind: series\n---\n### 1. One\n- [[A]] dies\n    -   exception:   dead-acts "in  a mirror"\n')
    assert text.endswith('- [[A]] dies\n  - exception: dead-acts "in  a mirror"\n')
    assert fmt(text) == text
