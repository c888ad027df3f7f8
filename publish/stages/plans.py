"""Episodes planned here, beside those of the case store: one erasable file each, public names alone.

A plan is a `PublishedEpisode` without audio. It names matters by public number, so that `write` leaves out
one that was withdrawn and a takedown has one file to look at. See docs/explanation/decisions/0025.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from publish.errors import Issue, PublishError, issue
from publish.model.cells import FULL
from publish.model.published import PublishedEpisode
from publish.model.records import SourceKey, Told
from publish.settings import Settings
from publish.stages.compose import FINENESS, Names, may_stand
from publish.text import files
from publish.text.records import decode, encode


def name_of(episode: PublishedEpisode) -> str:
    """zhouwu/12."""
    return f"{episode.programme}/{episode.number}"


def path_of(settings: Settings, name: str) -> Path:
    """Where the plan of "programme/number" lies."""
    programme, _, number = name.partition("/")
    return settings.radio.plans / programme / f"{number}.json"


def planned(settings: Settings) -> Iterator[PublishedEpisode]:
    """Every plan, by programme and number. Raises `PublishError` EPISODE-009 for a file that is none."""
    paths = (path for path in settings.radio.plans.glob("*/*.json") if path.stem.isdecimal())
    for path in sorted(paths, key=lambda one: (one.parent.name, int(one.stem))):
        yield read(path)


def read(path: Path) -> PublishedEpisode:
    """One plan."""
    try:
        found = decode(PublishedEpisode, path.read_bytes())
    except (msgspec.MsgspecError, OSError):
        raise PublishError("EPISODE-009", str(path)) from None
    if (path.parent.name, path.stem) != (found.programme, str(found.number)):
        raise PublishError("EPISODE-009", str(path))
    return found


def keep(settings: Settings, plan: PublishedEpisode) -> None:
    """Put a plan where it belongs."""
    files.write(path_of(settings, name_of(plan)), encode(plan))


def composed(
    plans: Sequence[PublishedEpisode], names: Names
) -> tuple[tuple[PublishedEpisode, ...], tuple[Issue, ...]]:
    """The plans as they may be public today, and one issue for each that may not.

    A number the store has given an episode is the store's. Matters that are not public, not agreed to, or
    coarser than what the guests' units tell are left out.
    """
    taken = set(names.episodes.values())
    ranks = {names.units[unit]: told for unit, told in names.ranks.items() if unit in names.units}
    found, clashes = [], []
    sources = {number: source for source, number in names.numbers.items()}
    for plan in plans:
        if name_of(plan) in taken:
            clashes.append(issue("EPISODE-001", name_of(plan)))
            continue
        finest = _finest(plan, ranks)
        cases = tuple(number for number in plan.cases if _may_stand(sources.get(number), finest, names))
        found.append(msgspec.structs.replace(plan, cases=cases))
    return tuple(found), tuple(clashes)


def once(
    episodes: Iterable[PublishedEpisode],
) -> Iterator[PublishedEpisode]:
    """Of episodes with one number the first that was filed; `doubled` tells of the others."""
    seen: set[str] = set()
    for episode in episodes:
        if name_of(episode) not in seen:
            seen.add(name_of(episode))
            yield episode


def doubled(names: Names) -> tuple[Issue, ...]:
    """One issue for each number that the store has given to more than one episode."""
    counts = Counter(names.episodes.values())
    return tuple(issue("EPISODE-014", name, count=count) for name, count in counts.items() if count > 1)


def with_plans(
    episodes_of: Mapping[SourceKey, tuple[str, ...]], plans: Sequence[PublishedEpisode], names: Names
) -> Mapping[SourceKey, tuple[str, ...]]:
    """Matter → its episodes, those planned here (as `composed`) among them."""
    sources = {number: source for source, number in names.numbers.items()}
    found = dict(episodes_of)
    for plan in plans:
        for number in plan.cases:
            found[sources[number]] = (*found.get(sources[number], ()), name_of(plan))
    return found


def _may_stand(source: SourceKey | None, finest: Told, names: Names) -> bool:
    if source is None or source not in names.on_air:
        return False
    return may_stand(names.levels.get(source, FULL), finest)


def _finest(plan: PublishedEpisode, ranks: Mapping[str, Told]) -> Told:
    """How fine a place the plan's guests tell."""
    told: list[Told] = [ranks.get(guest.unit or "", "city") for guest in plan.guests]
    return max(told, key=FINENESS.index, default="city")
