"""The command line: `publish VERB`. A contract; see docs/reference/command-line.md."""

from publish.cli.main import main

__all__ = ["main"]
