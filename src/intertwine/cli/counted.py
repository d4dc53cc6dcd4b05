"""Numbers in sentences."""


def counted(number: int, word: str) -> str:
    """`1 page`, `2 pages`; a word that hisses takes `es`: `2 clashes`."""
    return f"{number} {word if number == 1 else f'{word}es' if word.endswith('sh') else f'{word}s'}"
