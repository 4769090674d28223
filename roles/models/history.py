"""What the history of every table of the draft keeps beside the row itself."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthoredChange(models.Model):
    """A change with the name of whoever made it, which stays when the account is deleted."""

    # "" for the command line. The database knows the default, too: processes of the version before
    # go on during an update.
    author = models.CharField(_("author"), max_length=150, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # Django's own signature
        user = getattr(self, "history_user", None)  # a field that simple_history adds
        if user is not None and not self.author:
            self.author = user.get_username()
        super().save(*args, **kwargs)
