"""Templates that are compiled for one language."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation
from jinja2 import UndefinedError

from intertwine.web.jinja import environment
from intertwine.web.languages import rendered
from tests.web.stage import serving, write


@pytest.fixture(scope="module", autouse=True)
def django(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Catalogues are there when a server is."""
    serving(write(tmp_path_factory.mktemp("universes") / "one", {"universe.md": "---\nkind: universe\n---\n"}))


def said(template: str, language: str = "de", **words: object) -> str:
    with translation.override(language):
        return environment(language).from_string(template).render(**words)


def test_what_a_template_says_is_in_its_language_alone() -> None:
    template = "{% trans %}Search{% endtrans %}|{{ _('Search') }}|{{ language() }}|{{ ledger() }}"
    assert said(template, "en") == "Search|Search|en|"
    assert said(template) == 'Suche|Suche|de| lang="en"'
    compiled = environment("de").from_string(template)
    with translation.override("en"):
        assert compiled.render() == 'Suche|Suche|de| lang="en"'


def test_values_stand_in_their_places_and_are_escaped() -> None:
    template = "{% trans %}Page {{ number }} of {{ all }}{% endtrans %}"
    assert said(template, "en", number="<1>", all=2) == "Page &lt;1&gt; of 2"
    assert said("{% trans %}{{ a }}%{{ b }}{% endtrans %}", "en", a="<", b=1) == "&lt;%1"
    assert said("{{ _('%(a)s', a=a) | length }}", "en", a="<") == "4"


def test_what_is_safe_stays_as_it_is_within_an_expression() -> None:
    assert said("{{ _('a <b> %(c)s', c=c) ~ c }}", "en", c="<c>") == "a <b> &lt;c&gt;&lt;c&gt;"
    assert said("{{ _('a <b>') if c else c }}", "en", c="<c>") == "a <b>"


def test_a_percent_sign_is_one() -> None:
    assert said("{% trans %}100% of it{% endtrans %}", "en") == "100% of it"


def test_a_number_chooses_its_words_when_the_page_is_made() -> None:
    template = "{% trans count=count %}{{ count }} more{% pluralize %}{{ count }} more of them{% endtrans %}"
    assert [said(template, "en", count=n) for n in (1, 2)] == ["1 more", "2 more of them"]


def test_words_that_are_not_written_in_the_template_are_looked_up_when_the_page_is_made() -> None:
    assert said("{{ _(word) }}", "de", word="Search") == "Suche"


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        said("{% trans %}Page {{ number }}{% endtrans %}", "en")


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_each_language_has_its_own_templates(language: str) -> None:
    with translation.override(language):
        assert f'<html lang="{language}">' in rendered("error.html", {
            "heading": "", "message": "", "home": False, "u": "", "retry_after": 0,
        })  # fmt: skip
