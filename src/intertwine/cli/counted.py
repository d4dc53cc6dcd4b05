"""Numbers in sentences."""


def counted(number: int, word: str) -> str:
    """`1 page`, `2 pages`; a word that hisses takes `es`: `2 clashes`; `2 entries`."""
    if word.endswith("try"):
        return f"{number} {word if number == 1 else f'{word[:-1]}ies'}"
    return f"{number} {word if number == 1 else f'{word}es' if word.endswith('sh') else f'{word}s'}"
