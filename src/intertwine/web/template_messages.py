"""Templates that are compiled for one language: their messages are said once, when a template is compiled.

A page says a hundred messages, and to look each up takes as long as a fifth of the page.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils import translation
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

_PLACE = re.compile(r"%(?:\((\w+)\)s|(%))")
"""A place for a value in a message, or a percent sign."""


class OneLanguageEnvironment(Environment):
    """An environment whose templates are compiled for one `language` ("": none yet). `said` are functions whose answers
    depend on it, and on their arguments, alone: what they say to arguments that are written in a template is a part of
    the compiled template."""

    language: str = ""
    said: Mapping[str, Callable[..., str]]

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        # Jinja's hook for how code is made from a template that has been read.
        with translation.override(self.language):
            compiled_in: nodes.Template = _MessagesCompiledIn(self.said).visit(source)
        return super()._generate(compiled_in, *args, **kwargs)


class _MessagesCompiledIn(NodeTransformer):
    """Puts what each of the functions says in the place of its calls."""

    def __init__(self, said: Mapping[str, Callable[..., str]]) -> None:
        self._said = said

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as Jinja calls it
        """A call within an expression: what it says, as text that is safe."""
        self.generic_visit(node)
        pieces = self._pieces(node)
        if pieces is None:
            return node
        return pieces[0] if len(pieces) == 1 else nodes.Concat(pieces, lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - as Jinja calls it
        """Text and expressions that are put out: what is said becomes text beside the others."""
        self.generic_visit(node)
        # What was said is a constant by now, which Jinja itself puts together with the text beside it.
        node.nodes = [part for it in node.nodes for part in (it.nodes if isinstance(it, nodes.Concat) else [it])]
        return node

    def _pieces(self, node: nodes.Call) -> list[nodes.Expr] | None:
        """Safe texts, and between them the values of the call; None for a call that is made when a page is."""
        function = self._said.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        if function is None or node.dyn_args or node.dyn_kwargs:
            return None
        texts = [it.value for it in node.args if isinstance(it, nodes.Const)]
        if len(texts) < len(node.args):
            return None
        values = {it.key: it.value for it in node.kwargs}
        return list(_filled(function(*texts), values, node.lineno))


def _filled(said: str, values: Mapping[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
    """A message with an expression in each of its places."""
    end = 0
    for place in _PLACE.finditer(said):
        yield _safe(said[end : place.start()] + (place[2] or ""), line)
        if place[1]:
            yield values[place[1]]
        end = place.end()
    yield _safe(said[end:], line)


def _safe(text: str, line: int) -> nodes.Expr:
    return nodes.MarkSafe(nodes.Const(text, lineno=line), lineno=line)
