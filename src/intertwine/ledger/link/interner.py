"""Words as small numbers, which columns can hold."""

from collections.abc import Sequence


class Interner:
    """Words to small numbers, for the life of one compiler. Number 0 is ""."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}
        self._encoded: list[bytes] = []

    def __call__(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def __len__(self) -> int:
        return len(self.words)

    def encoded(self) -> Sequence[bytes]:
        """Each word as UTF-8."""
        new = self.words[len(self._encoded) :]
        self._encoded += [word.encode("utf-8", "surrogatepass") for word in new]
        return self._encoded
