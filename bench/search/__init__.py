"""Search: what the index costs, how much a visitor moves and how long it takes until ten verified results are
on the page, and how many of all results there are found; beside Pagefind on texts with a blank after every
character.

    python -m bench search [--cases 10000,100000] [--against pagefind] [--questions 40] [--work DIR]

Content of bench/build is built; of the site, what the search needs is served by nginx with its twins, on
loopback, and asked by Chromium with nothing in its cache. Questions are stretches of two to eight characters
drawn from the texts, in three classes by how many cases have them. Pagefind (npx pagefind@1.5.2, from the
registry into --work) indexes the same texts and is asked in quotes; its pages are served as it wrote them.

Writes its section of docs/reference/benchmarks.md; exits 1 when a result is missing or wrong, or a limit is
passed.
"""

from __future__ import annotations

from bench.search.command import run

__all__ = ["NAME", "ONLY_BY_NAME", "run"]
NAME = "search"
ONLY_BY_NAME = True
"""100,000 cases take an hour."""
