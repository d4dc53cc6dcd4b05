"""The measure of linear time itself: it lets linear readers pass and refuses the others, soon."""

import re
from collections.abc import Callable

import pytest

from tests.linear import assert_linear


@pytest.mark.parametrize(
    "read", [str.split, lambda text: sorted(text.split()), lambda text: re.findall(r"\s++b", text), str.strip]
)
def test_a_linear_reader_passes(read: Callable[[str], object]) -> None:
    assert_linear(lambda n: "a b" * (n // 3), read)


@pytest.mark.parametrize(
    ("pattern", "mark"),
    [(r"\s+b", " "), (r"a.*b", "a")],
)
def test_a_reader_that_is_slower_is_refused(pattern: str, mark: str) -> None:
    with pytest.raises(AssertionError, match="grows faster"):
        assert_linear(lambda n: mark * n, lambda text: re.search(pattern, text), size=1_500)


def test_an_error_of_the_reader_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        assert_linear(lambda n: n, lambda n: n / 0)
