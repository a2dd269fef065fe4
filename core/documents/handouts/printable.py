"""What a handout needs of the printouts that its chapters name: the registry knows the handout, so it cannot be asked
for its type."""

from collections.abc import Mapping
from typing import Protocol

from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings
from core.model.book import Book


class Printable(Protocol):
    """What is needed of an entry of the registry of printouts."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    def build(self, book: Book, settings: PrintSettings) -> Document: ...
    def result(self, book: Book, settings: PrintSettings) -> str: ...


Printables = Mapping[str, Printable]
