"""Releases as they are made, proved: the public one, the kept ones, and those that lost something since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec

from publish.release import local, shelf
from publish.release.local import Plan
from publish.release.proof import keys, stamp
from publish.release.proof.reader import Folder
from publish.release.proof.statement import About
from publish.release.proof.verify import Found, verify
from publish.release.shelf import Held
from publish.release.tree import Base
from tests.unit.release.proof import made
from tests.unit.release.trees import Site, plan

ONE, NUMBER = "cases/DC-2022-000001.html", "DC-2022-000001"


class Office:
    """A folder of releases and the keys that sign them."""

    def __init__(self, folder: Path, known: bool = True) -> None:
        self.folder, self._known = folder, known
        self.site = Site(folder / "output")
        self.site.put("index.html", "home")
        self.site.put(ONE, "first", NUMBER)
        self.site.put("lists/page-1.html", "a list", NUMBER)
        made.signer(folder / "keys")
        self._at = made.AT

    def release(self, *withdrawn: str, keep: int = 3) -> Path:
        given = plan(self.site, self.folder / "releases", {number: number for number in withdrawn}, keep)
        given = msgspec.structs.replace(given, keys=keys.published(self.folder / "keys"))
        return self._put(given)

    def _put(self, given: Plan) -> Path:
        self._at += timedelta(hours=1)
        signer = keys.signer(self.folder / "keys", made.ORIGIN)

        def prove(target: Path, before: Base | None, held: Held) -> None:
            about = About(number=held.number, at=self._at, rollback_of=held.of)
            if before and not self._known:
                before = msgspec.structs.replace(before, whole=False)
            stamp.stamp(target, before, shelf.manifest(held), about, signer, made.EPOCH)

        release = local.make(given, prove)
        local.show(given.releases, release)
        local.tidy(given, release, lambda kept, lost: stamp.reissue(kept, lost, signer, self._at))
        return release

    def verified(self, release: Path) -> Found:
        return verify(Folder(release), keys.held(self.folder / "keys", made.ORIGIN)[0].key)


def test_a_proof_is_the_same_whether_files_are_known_or_asked_for(tmp_path: Path) -> None:
    """Where the release before lost files since, its shards are asked."""
    offices = [Office(tmp_path / name, known=name == "known") for name in ("known", "asked")]
    for office in offices:
        for number in range(600):
            office.site.put(f"lists/page-{number}.html", f"a list {number}", NUMBER)
    changes: tuple[Callable[[Site], None], ...] = (
        lambda site: None,
        lambda site: site.put("lists/page-7.html", "another", NUMBER),
        lambda site: site.put("lists/page-8.html", "a list 8", "DC-2022-000009"),
        lambda site: site.put("lists/new.html", "new", NUMBER),
        lambda site: site.drop("lists/page-9.html"),
    )
    for change in changes:
        for office in offices:
            change(office.site)
            office.site.put("index.html", f"{change}")
        known, asked = (_pages(office.release()) for office in offices)
        assert len(known) > 4
        assert known == asked


def _pages(release: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (release / "transparency/pages").glob("*.json")}


def test_each_release_is_sound_with_its_twins_and_goes_on_from_the_one_before(tmp_path: Path) -> None:
    office = Office(tmp_path)
    known = []
    for number in range(6):
        office.site.put("index.html", f"home {number}")
        known.append(office.release())
        found = office.verified(known[-1])
        assert (found.issues, found.notices) == ([], [])
    kept = [release for release in known if release.is_dir()]
    assert len(kept) == 3
    assert all(not office.verified(release).issues for release in kept)
    first = (kept[0] / "transparency/log/checkpoint").read_bytes()
    assert verify(Folder(kept[-1]), None, first).issues == []


def test_kept_releases_that_lost_what_was_withdrawn_are_sound_with_gaps(tmp_path: Path) -> None:
    office = Office(tmp_path)
    first = office.release()
    office.site.put("index.html", "second")
    second = office.release()
    office.site.drop(ONE)
    office.site.put("lists/page-1.html", "an emptier list")
    office.site.put(f"gone/{NUMBER}.html", "gone")
    third = office.release(NUMBER)
    for release in (first, second):
        found = office.verified(release)
        assert found.issues == []
        assert [(each.code, each.place) for each in found.notices] == [("PROOF-050", NUMBER)]
        assert not (release / ONE).exists()
    found = office.verified(third)
    assert (found.issues, found.notices) == ([], [])


def test_a_new_key_makes_a_release_though_no_page_changed(tmp_path: Path) -> None:
    office = Office(tmp_path)
    first = office.release()
    assert office.release() == first
    keys.rotate(tmp_path / "keys", made.ORIGIN, made.AT + timedelta(hours=9), b"seed")
    office._at += timedelta(hours=9)
    second = office.release()
    assert second != first
    assert office.verified(second).issues == []
    assert office.release() == second
