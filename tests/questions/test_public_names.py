"""What `intertwine.questions` gives: each name out of one module, imported when it is first asked for."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from intertwine import questions


def test_type_checkers_and_callers_see_the_same_names() -> None:
    tree = ast.parse(Path(inspect.getfile(questions)).read_text(encoding="utf-8"))
    typed = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("intertwine.questions.")
        for alias in node.names
    }
    homes = {
        name: f"intertwine.questions.{module}" for module, names in vars(questions)["_NAMES"].items() for name in names
    }
    assert typed == homes
    assert sorted(homes) == sorted(questions.__all__)
    assert all(getattr(questions, name) is getattr(sys.modules[homes[name]], name) for name in homes)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(questions, "nothing")  # noqa: B009 - type checkers know that it is not there


def test_one_question_imports_no_other() -> None:
    program = (
        "import sys; from intertwine.questions import thread; "
        "print([it for it in ('title_page', 'recaps', 'meetings') if 'intertwine.questions.' + it in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
