"""What others do to output/ and to what builds keep beside it, and builds that are killed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest
from world import World


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


@contextmanager
def killed_at(nth: int, below: Path) -> Iterator[None]:
    """The nth time that something below a folder is renamed or removed, everything ends."""
    left = [nth]

    def counting(name: str) -> Callable[..., None]:
        real = getattr(os, name)

        def done(path: str | Path, *others: str | Path, **more: object) -> None:
            if str(path).startswith(str(below)):
                left[0] -= 1
                if left[0] == 0:
                    raise Killed
            real(path, *others, **more)

        return done

    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "unlink", "rmdir"):
            patch.setattr(os, name, counting(name))
        with suppress(Killed):
            yield


def _files(world: World) -> list[Path]:
    return sorted(path for path in world.output.rglob("*") if path.is_file() and not path.is_symlink())


def _folders(world: World) -> list[Path]:
    return sorted(path for path in world.output.rglob("*") if path.is_dir() and not path.is_symlink())


def touch(world: World, dice: Random) -> None:
    os.utime(dice.choice(_files(world)), (1_000_000_000 + dice.randrange(9), 1_000_000_000))


def alter(world: World, dice: Random) -> None:
    path = dice.choice(_files(world))
    data = bytearray(path.read_bytes() or b"x")
    data[dice.randrange(len(data))] ^= 1
    path.write_bytes(data)
    os.utime(path, (1_000_000_000, 1_000_000_000))


def cut(world: World, dice: Random) -> None:
    path = dice.choice(_files(world))
    path.write_bytes(path.read_bytes()[: dice.randrange(9)])


def remove(world: World, dice: Random) -> None:
    dice.choice(_files(world)).unlink()


def remove_a_folder(world: World, dice: Random) -> None:
    shutil.rmtree(dice.choice(_folders(world)))


def add_twins(world: World, dice: Random) -> None:
    path = dice.choice(_files(world))
    for suffix in (".gz", ".br"):
        path.with_name(path.name + suffix).write_bytes(b"x")


def add_strays(world: World, dice: Random) -> None:
    for place in (world.output, folder := dice.choice(_folders(world))):
        (place / ".publish-tmp-x.html").write_bytes(b"half")
    (folder / "deep" / "deeper").mkdir(parents=True, exist_ok=True)
    (folder / "deep" / "deeper" / ".x").write_bytes(b"x")
    (folder / "empty").mkdir(exist_ok=True)


def put_a_folder_in_place_of_a_file(world: World, dice: Random) -> None:
    path = dice.choice(_files(world))
    path.unlink()
    (path / "deep").mkdir(parents=True)
    (path / "deep" / "x").write_bytes(b"x")


def put_a_link_in_place_of_a_file(world: World, dice: Random) -> None:
    path = dice.choice(_files(world))
    outside = world.folder / "outside.html"
    outside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(outside)


def put_a_link_or_a_file_in_place_of_a_folder(world: World, dice: Random) -> None:
    path, outside = dice.choice(_folders(world)), world.folder / "outside"
    shutil.rmtree(outside, ignore_errors=True)
    shutil.move(path, outside)
    if dice.random() < 0.5:
        path.symlink_to(outside, target_is_directory=True)
    else:
        path.write_bytes(b"x")


def tear_what_is_kept(world: World, dice: Random) -> None:
    """A byte changed, the end cut off, or the whole gone."""
    for path in dice.choice((*((path,) for path in world.beside), world.beside)):
        data = bytearray(path.read_bytes()) if path.exists() else bytearray()
        how = dice.randrange(3)
        if how == 0 or not data:
            path.unlink(missing_ok=True)
        elif how == 1:
            path.write_bytes(data[: dice.randrange(len(data))])
        else:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            path.write_bytes(data)


def bring_back_what_was_kept_once(world: World, dice: Random) -> None:
    """Manifest, memory, seal or all of them, of an earlier build."""
    for path in dice.choice((*((path,) for path in world.beside), world.beside)):
        old = path.with_name(f"old{path.name}")
        if old.exists():
            shutil.copyfile(old, path)


def keep_for_later(world: World, dice: Random) -> None:
    for path in world.beside:
        if path.exists():
            shutil.copyfile(path, path.with_name(f"old{path.name}"))


WAYS: dict[str, Callable[[World, Random], None]] = {
    each.__name__: each
    for each in (
        touch, alter, cut, remove, remove_a_folder, add_twins, add_strays, put_a_folder_in_place_of_a_file,
        put_a_link_in_place_of_a_file, put_a_link_or_a_file_in_place_of_a_folder, tear_what_is_kept,
        bring_back_what_was_kept_once, keep_for_later,
    )
}  # fmt: skip
