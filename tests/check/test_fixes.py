"""Texts after fixes."""

from hypothesis import given
from hypothesis import strategies as st

from intertwine.check.fixes import fixed
from intertwine.ledger.read.markdown.lines import read
from intertwine.model.problem import TextEdit


def after(text: str, *edits: tuple[int, int, tuple[str, ...]]) -> str:
    return fixed({"a.md": text}, [TextEdit("a.md", *it) for it in edits])["a.md"]


def test_lines_are_removed_and_replaced() -> None:
    assert after("1\n2\n3\n4\n", (2, 3, ())) == "1\n4\n"
    assert after("1\r\n2\r\n3\r\n", (2, 2, ("a", "b"))) == "1\r\na\r\nb\r\n3\r\n"
    assert after("1\n2", (2, 2, ())) == "1\n"
    assert after("1\n2", (2, 2, ("a",))) == "1\na\n"
    assert after("\ufeff1\n", (1, 1, ())) == "\ufeff"


def test_of_two_edits_of_the_same_lines_the_first_counts() -> None:
    assert after("1\n2\n3\n", (2, 3, ("b",)), (1, 2, ("a",))) == "a\n3\n"


def test_files_without_an_edit_are_left_out() -> None:
    assert fixed({"a.md": "1\n", "b.md": "2\n"}, [TextEdit("b.md", 1, 1)]) == {"b.md": ""}


@given(st.lists(st.tuples(st.text("ab", max_size=2), st.sampled_from(["\n", "\r\n", "\r"])), min_size=1), st.data())
def test_what_is_not_edited_stays_as_it_is(lines: list[tuple[str, str]], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    whole = "".join(text + end for text, end in lines)
    document = read(whole)
    kept = [*zip(document.lines, document.ends, strict=True)]
    left = "".join(text + end for text, end in (*kept[: first - 1], *kept[last:]))
    assert after(whole, (first, last, ())) == left
