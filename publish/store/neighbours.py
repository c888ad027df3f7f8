"""Which matters hang together: linked with each other, directly or through others.

A person has the same word in all of them, so each must know whom the others know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from publish.model.contract import CaseLink
from publish.store.reader import Below

MOST = 64
"""Matters that hang together, at most: of more, each knows only those it is linked with itself."""

Look = Callable[[Sequence[str]], Below[CaseLink]]
Net = dict[str, set[str]]


def around(links: Below[CaseLink], look: Look) -> Mapping[str, frozenset[str]]:
    """Matter → the others it hangs together with, for every matter in `links`.

    `look` gives the links of further matters. A whole that is too large ends at its direct links,
    and so it does seen from each of its matters.
    """
    net = _net(links)
    reach: Net = {key: {key} for key in links}
    edges: Net = {key: {key} for key in links}
    while edges:
        edges = _grown(net, reach, edges)
        unseen = {other for edge in edges.values() for other in edge} - net.keys()
        if unseen:
            net.update({other: set() for other in unseen} | _net(look(sorted(unseen))))
    return {key: frozenset((reach[key] if len(reach[key]) <= MOST else net[key]) - {key}) for key in links}


def _net(links: Below[CaseLink]) -> Net:
    return {key: {row.other_id for row in rows} for key, rows in links.items()}


def _grown(net: Net, reach: Net, edges: Net) -> Net:
    """One step outwards from every edge; what has no further one, or grew too large, is left out."""
    grown = {}
    for key, edge in edges.items():
        further = {other for one in edge for other in net[one]} - reach[key]
        reach[key] |= further
        if further and len(reach[key]) <= MOST:
            grown[key] = further
    return grown
