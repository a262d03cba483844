"""Files that people and the bot have sent: core.telegram.org/bots/api#getfile."""

from __future__ import annotations

from dataclasses import dataclass

from .query import Query, Upload
from .wire import Json, NotSimulated, bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    path: str
    name: str
    mime_type: str
    content: bytes

    @property
    def card(self) -> Json:
        """The fields that every kind of file has in common."""
        return {
            "file_id": self.file_id,
            "file_unique_id": f"U{self.file_id}",
            "file_size": len(self.content),
        }


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, folder: str, upload: Upload) -> StoredFile:
        number = len(self._by_id) + 1
        ending = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        path = f"{folder}/file_{number}.{ending}"
        stored = StoredFile(f"F{number}", path, upload.name, upload.mime_type, upload.content)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def content_at(self, path: str) -> bytes | None:
        stored = self._by_path.get(path)
        return stored.content if stored else None

    def sent(self, query: Query, field: str, folder: str) -> StoredFile:
        """The file of sendPhoto or sendDocument: an upload, or the id of a known file."""
        value = query.text(field)
        upload = query.files.get(value.removeprefix("attach://") if value else field)
        if upload is None and value.startswith(("http://", "https://")):
            raise NotSimulated("sending a file by its address")
        if upload is None and not value:
            raise bad_request(f"There is no {field} in the request")
        if upload is None:
            return self._known(value)
        if not upload.content:
            raise bad_request("File must be non-empty")
        return self.add(folder, upload)

    def _known(self, file_id: str) -> StoredFile:
        stored = self.find(file_id)
        if stored is None:
            words = "Wrong remote file identifier specified: Wrong string length"
            raise bad_request(words)
        return stored


def photo_sizes(stored: StoredFile) -> list[Json]:
    """A photo comes in sizes, the largest last; here all of them have the same bytes."""
    return [{**stored.card, "width": side, "height": side * 3 // 4} for side in (90, 320, 800)]


def document(stored: StoredFile) -> Json:
    return {**stored.card, "file_name": stored.name, "mime_type": stored.mime_type}


def get_file(files: Files, query: Query) -> Json:
    file_id = query.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = files.find(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**stored.card, "file_path": stored.path}
