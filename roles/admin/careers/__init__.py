"""The content of the pages about roles. There is no draft: readers see changes at once."""

from roles.admin.careers import comparisons, reader_questions, role_pages, routes, sources

__all__ = ["comparisons", "reader_questions", "role_pages", "routes", "sources"]
