"""The configured database, as the programs of PostgreSQL want it named."""

from django.db import connection


def postgresql_options() -> list[str]:
    """Options of pg_dump and pg_restore, without the password."""
    options = {"HOST": "--host", "PORT": "--port", "USER": "--username", "NAME": "--dbname"}
    settings = connection.settings_dict
    return [f"{option}={settings[name]}" for name, option in options.items() if settings[name]]
