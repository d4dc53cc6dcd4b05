"""Messages are their English text, and keep what they were made from."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import intertwine
from intertwine.model.message import Amount, Message, NamedInstallment, either, message, word_for
from intertwine.model.title_kind import TitleKind, TitleWords

SOURCE = Path(intertwine.__file__).parent
BOOK = TitleWords(TitleKind("book", part="part", installment="chapter"))


def test_a_message_is_its_english_text() -> None:
    said = message('"%(title)s" has no %(place)s', title="Emma", place=NamedInstallment(BOOK, (2, 5)))
    assert said == '"Emma" has no part 2 chapter 5'
    assert (said.template, sorted(said.values)) == ('"%(title)s" has no %(place)s', ["place", "title"])
    assert message("at most %(most)s%%", most=Amount(10_000)) == "at most 10,000%"
    assert [either(words) for words in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a or b", "a, b or c"]


def test_what_an_error_says_is_a_message_still() -> None:
    said = str(ValueError(message("no %(word)s", word=word_for("season"))))
    assert isinstance(said, Message)
    assert isinstance(said.values["word"], Message)


@given(st.text(), st.integers())
def test_a_copy_is_the_same_message(text: str, number: int) -> None:
    said = message("%(text)s: %(number)s%%", text=text, number=number, word=word_for("episode"))
    for it in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert isinstance(it, Message)
        assert (it, it.template, dict(it.values), it.context) == (said, said.template, dict(said.values), "")


def test_every_template_is_written_out_and_has_its_values() -> None:
    """Catalogues are made from the source: what is put together there cannot be looked up."""
    wrong, found = [], 0
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for call in ast.walk(ast.parse(text)) if "message(" in text else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "message":
                template = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
                names = {it.arg for it in call.keywords}
                found += 1
                if not isinstance(template, str) or set(re.findall(r"%\((\w+)\)s", template)) != names:
                    wrong.append(f"{file.relative_to(SOURCE)}:{call.lineno}")
    assert wrong == []
    assert found > 100
