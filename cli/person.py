"""Who sits at this terminal, for the audit log."""

import getpass
import os


def person() -> str:
    """Return the name of the account that runs the command: "terminal:ann"."""
    try:
        return f"terminal:{getpass.getuser()}"
    except (OSError, KeyError):
        # A container may run under a number that has no name.
        return f"terminal:{os.getuid()}"
