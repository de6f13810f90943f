"""A report as a Word file, made of the HTML that its PDF prints; the same bytes again."""

from reports.docx.document import CONTENT_TYPE, render_docx, write_docx

__all__ = ["CONTENT_TYPE", "render_docx", "write_docx"]
