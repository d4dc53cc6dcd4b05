"""Files that forms send: one page takes one, the others refuse them."""

from typing import Any, NoReturn

from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler


class NoFiles(FileUploadHandler):
    """Refuses every file, before any of it is read."""

    def new_file(self, *_: Any, **__: Any) -> NoReturn:
        """A file begins."""
        raise BadRequest("no file is expected here")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called."""

    def file_complete(self, file_size: int) -> None:
        """Never called."""
