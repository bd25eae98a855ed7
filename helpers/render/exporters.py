"""The renderer as nbconvert exporters, usable alone from ``jupyter nbconvert --to``."""

from __future__ import annotations

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Enum, default

from helpers.render.book import write_book
from helpers.render.chapter import Chapter
from helpers.render.edition import prepare
from helpers.render.pages import write_page


class ReportExporter(Exporter):
    """One notebook on its own, without the rest of the report."""

    missing_glyph = Enum(
        ["error", "name"], "error", help="what to do with characters that no font draws"
    ).tag(config=True)

    def read(self, notebook: NotebookNode, resources: dict | None) -> tuple[Chapter, dict, dict]:
        """The chapter, the edition if the caller gave one, and nbconvert's resources."""
        notebook, resources = Exporter.from_notebook_node(self, notebook, resources)
        name = resources.get("metadata", {}).get("name") or "notebook"
        edition = dict(resources.get("edition") or {})
        chapter = prepare({name: notebook}, self.missing_glyph, edition)[0]
        return chapter, edition, resources


class ReportHTML(ReportExporter):
    """A self-contained page."""

    export_from_notebook = "Report (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **kwargs: object
    ) -> tuple[str, dict]:
        """The page as text."""
        chapter, edition, resources = self.read(nb, resources)
        return write_page(chapter, [chapter], edition, alone=True), resources


class ReportPDF(ReportExporter):
    """A tagged PDF."""

    export_from_notebook = "Report (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **kwargs: object
    ) -> tuple[bytes, dict]:
        """The book as bytes."""
        chapter, edition, resources = self.read(nb, resources)
        return write_book([chapter], edition), resources
