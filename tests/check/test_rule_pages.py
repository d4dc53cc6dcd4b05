"""The page of each rule: its examples are the tests of the rule."""

import pytest

from intertwine.check import RULES
from intertwine.check.rule import Rule
from tests.scripts import script

pages = script("rules")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_the_failing_example_of_a_rule_is_found_where_its_page_says(rule: Rule) -> None:
    text = pages.page_of(rule).read_text(encoding="utf-8")
    files = pages.examples(text)["Fails"]
    assert {problem.code for problem in pages.checked(files)} == {rule.code}
    assert pages.finds(files) in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_the_passing_example_of_a_rule_has_no_problem(rule: Rule) -> None:
    text = pages.page_of(rule).read_text(encoding="utf-8")
    assert pages.checked(pages.examples(text)["Passes"]) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_a_rule_says_what_it_finds_and_stands_in_a_file_of_its_own_name(rule: Rule) -> None:
    assert (rule.look.__doc__ or "").startswith(f"`{rule.code}`")
    assert rule.look.__module__.split(".")[-1] == rule.look.__name__
    assert pages.page_of(rule).read_text(encoding="utf-8").startswith(f"# `{rule.code}`\n")


def test_every_page_is_of_a_rule_and_the_list_has_them_all() -> None:
    assert {page.stem for page in pages.RULE_PAGES.glob("*.md")} == {"README", *(rule.code for rule in RULES)}
    assert pages.listed() in (pages.RULE_PAGES / "README.md").read_text(encoding="utf-8")
    assert len({rule.code for rule in RULES}) == len(RULES)
