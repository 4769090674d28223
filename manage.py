#!/usr/bin/env python
"""Django's command line. `python3 run.py <command>` does the same without any set-up."""

import sys

from careerquiz.command import manage
from careerquiz.terminal import exit_code

if __name__ == "__main__":
    sys.exit(exit_code(manage, sys.argv[1:]))
