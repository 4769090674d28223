#!/usr/bin/env python
"""Django's command line. `python3 run.py <command>` does the same without any set-up."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerquiz.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a variable to mend: its sentence says more than a trace
        sys.exit(f"careerquiz cannot start: {error}")
