#!/usr/bin/env python
"""Django's command line. `python3 run.py <command>` does the same without any set-up."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerquiz.settings")
    execute_from_command_line(sys.argv)
