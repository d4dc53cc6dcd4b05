"""What is wrong with the words of a command line, in plain English: argparse speaks to programmers."""

import re
from difflib import get_close_matches

_SAID = (
    (r"the following arguments are required: (.*)", r"\1 is missing"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", r'\1 cannot be "\2"; choose from \3'),
    (r"argument (\S+): invalid float value: '(.*)'", r'"\2" is not a number: write \1 and a number'),
    (r"argument (\S+): expected one argument", r"\1 needs a value after it"),
    (r"argument (\S+): expected at least one argument", r"\1 is missing"),
    (r"argument (\S+): expected (\d+) arguments", r"\2 of \1 are needed"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r'\1 takes no value, so "\2" is one too many'),
    (r"argument (\S+): (.*)", r"\1: \2"),
)
"""What argparse says, and what is said instead."""


def in_words(message: str) -> str:
    """What argparse says, in words."""
    command = re.fullmatch(r"argument (?:COMMAND|command): invalid choice: '?(.*?)'? \(choose from (.*)\)", message)
    if command:
        return _no_command(command[1], re.findall(r"[\w-]+", command[2]))
    for pattern, said in _SAID:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return match.expand(said).replace("'", "") if "choose from" in said else match.expand(said)
    return message


def _no_command(word: str, known: list[str]) -> str:
    """What is said of a `word` that is not a command; `known` are the commands."""
    near = get_close_matches(word, known, 1)
    return f'there is no command "{word}"; did you mean "{near[0]}"?' if near else f'there is no command "{word}"'


def left_over(command: str, words: list[str], options: list[str]) -> str:
    """What is said of `words` that `command` ("": none is named) does not take; `options` are those that it has."""
    first = words[0]
    if not first.startswith("-"):
        way = f'; for one title, write: intertwine title "{" ".join(words)}"' if command == "titles" else ""
        return f'"{first}" is one word too many for "intertwine {command}"{way}'
    name = first.partition("=")[0]
    near = get_close_matches(name, options, 1)
    return f'"intertwine{f" {command}" if command else ""}" has no option {name}' + (
        f"; did you mean {near[0]}?" if near else ""
    )
