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
    """An export of which nobody knows whose entries are meant: `people` are the names of its profiles, and `person`
    is a name that none of them has ("": none was said)."""

    def __init__(self, people: tuple[str, ...], person: str = "") -> None:
        names = ", ".join(people)
        said = (
            message('"%(person)s" is not a profile of this file: it has %(people)s', person=person, people=names)
            if person
            else message("this file holds what several profiles watched: %(people)s", people=names)
        )
        super().__init__(said, message("say whose it is"))
        self.people = people

    __reduce__ = as_it_was


def half(name: str, row: int) -> ProgressFileError:
    """That the file called `name` ends before it is complete, after so many rows."""
    return ProgressFileError(
        message('"%(name)s" ends in the middle, after entry %(row)s', name=name, row=row),
        message("download or export it again; nothing of it was marked"),
    )
