"""`python -m cli` is `dateline`."""

from cli.main import main

main()
