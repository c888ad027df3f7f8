"""What may be read in an episode: its matters, and the policies that go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publish.model.published import PublishedCase, PublishedEpisode, PublishedPolicy


def on_air(
    episode: PublishedEpisode, cases: Mapping[str, PublishedCase]
) -> tuple[tuple[PublishedCase, ...], tuple[str, ...]]:
    """The matters that may be read, and a note on each that may not.

    A matter whose citizen was not asked carries no `appeal` and is not for the air.
    """
    aired, notes = [], []
    for number in dict.fromkeys(episode.cases):
        case = cases.get(number)
        if case is None:
            notes.append(f"{number} 没有公开或已经撤回，不上播。")
        elif not case.appeal:
            notes.append(f"{number} 没有取得本人同意，不上播。")
        else:
            aired.append(case)
    return tuple(aired), tuple(notes)


def related(
    episode: PublishedEpisode, aired: Sequence[PublishedCase], policies: Mapping[str, PublishedPolicy]
) -> tuple[PublishedPolicy, ...]:
    """Policies for the policy items: those of the matters first, then the newest before the broadcast."""
    own = dict.fromkeys(slug for case in aired for slug in case.policies if slug in policies)
    issued = [p for p in policies.values() if p.issued_on <= episode.airs_at.date()]
    newest = sorted(issued, key=lambda policy: (-policy.issued_on.toordinal(), policy.slug))
    return tuple(policies[slug] for slug in dict.fromkeys([*own, *(policy.slug for policy in newest)]))
