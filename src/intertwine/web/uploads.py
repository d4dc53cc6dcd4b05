"""Files that forms send: two pages take one, the others refuse them."""

from typing import Any, NoReturn

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from intertwine.web import limits


class NoFiles(FileUploadHandler):
    """Refuses every file, before any of it is read."""

    def new_file(self, *_: Any, **__: Any) -> NoReturn:
        """A file begins."""
        raise BadRequest("no file is expected here")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called."""

    def file_complete(self, file_size: int) -> None:
        """Never called."""


class LimitedFile(TemporaryFileUploadHandler):
    """Takes a file of at most `limits.UPLOAD` bytes, whatever its request says of its length; on disk until it is
    closed."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A part of a file, the bytes from `start` on. Raises `RequestDataTooBig` where there is too much."""
        if start + len(raw_data) > limits.UPLOAD:
            self.file.close()
            raise RequestDataTooBig
        super().receive_data_chunk(raw_data, start)


class NoMatter(FileUploadHandler):
    """Reads files and keeps nothing of them: Plex sends a picture along with each event."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A part of a file."""

    def file_complete(self, file_size: int) -> None:
        """The end of a file."""
