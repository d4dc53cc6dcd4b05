"""What is wrong with an export as a whole: nothing of it counts."""

from intertwine.model.copied_errors import as_it_was
from intertwine.model.message import message


class ProgressFileError(ValueError):
    """An export that cannot be read. The message says what is wrong and where, `way` is the way out."""

    def __init__(self, said: str, way: str = "") -> None:
        super().__init__(said)
        self.way = way

    __reduce__ = as_it_was


class SeveralPeopleError(ProgressFileError):
    """An export with what several people watched: `people` are their names."""

    def __init__(self, people: tuple[str, ...]) -> None:
        super().__init__(
            message("this file holds what several profiles watched: %(people)s", people=", ".join(people)),
            message("say whose it is"),
        )
        self.people = people

    __reduce__ = as_it_was


def half(name: str, row: int) -> ProgressFileError:
    """That the file called `name` ends before it is complete, after so many rows."""
    return ProgressFileError(
        message('"%(name)s" ends in the middle, after entry %(row)s', name=name, row=row),
        message("download or export it again; nothing of it was marked"),
    )
