"""The app's name. No signals, no work at start-up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    name = "roles"
    verbose_name = _("Quiz")
    default_auto_field = "django.db.models.BigAutoField"
