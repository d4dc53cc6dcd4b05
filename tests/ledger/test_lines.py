"""Texts as lines, without loss."""

from intertwine.ledger.read.markdown.lines import BOM, read, write


def test_lines_end_with_lf_crlf_or_a_lone_cr_and_with_nothing_else() -> None:
    document = read("a\nb\r\nc\rd\x85e\u2028f\x0cg\t\n")
    assert document.lines == ("a", "b", "c", "d\x85e\u2028f\x0cg\t", "")
    assert document.ends == ("\n", "\r\n", "\r", "\n", "")


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    document = read(BOM + "a")
    assert (document.bom, document.lines) == (BOM, ("a",))
    assert write(document) == BOM + "a"


def test_an_empty_text_is_one_empty_line() -> None:
    assert read("").lines == ("",)
