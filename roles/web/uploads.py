"""Files in posted forms: taken on one page of the admin, from staff; refused elsewhere.

On that page, files of others are dropped: an editor whose session has ended is to see the sign-in
page, and not a refusal.
"""

from typing import Any

from django.core.exceptions import TooManyFilesSent
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

UPLOAD_PAGE = "desk:upload"
LARGEST_UPLOAD = 1_000_000  # bytes


class StaffUploadHandler(FileUploadHandler):
    """Keeps what is uploaded in memory, and of a file that is too large no more than its size.

    Forms are read before any view runs, as Django looks for their CSRF token. So it is decided
    here, and not in a view, whose files are read at all.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        super().new_file(*args, **kwargs)
        request = self.request
        match = request.resolver_match if request else None
        if request is None or match is None or match.view_name != UPLOAD_PAGE:
            raise TooManyFilesSent("A file was sent where none is taken.")  # Django answers 400
        if not getattr(request.user, "is_staff", False):
            raise SkipFile
        self.kept = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= LARGEST_UPLOAD:
            self.kept += raw_data

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        return InMemoryUploadedFile(
            file=ContentFile(bytes(self.kept)),
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
