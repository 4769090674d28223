"""The database backend of PostgreSQL; Django finds `base` by this package's name."""
