"""Writes of the draft of what the pages about roles say."""

from django.db import transaction

from roles.content.documents import content_document
from roles.content.schema import ContentDocument
from roles.queries.careers import draft_content_document
from roles.services.draft import save_content_document


@transaction.atomic
def load_careers(*, content: ContentDocument, reason: str) -> bool:
    """Makes the draft of the content equal to `content`; rows that are equal already are left
    alone.

    Args:
        content: what the draft becomes; rows that it lacks are deleted.
        reason: noted in the history of each row written, up to 100 characters.

    Returns:
        Whether anything was written.
    """
    document = content_document(content)
    if document == draft_content_document():
        return False
    save_content_document(document=document, reason=reason)
    return True
