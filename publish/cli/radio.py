"""What hosts and producers use."""

from __future__ import annotations

from pathlib import Path

import click

from publish.cli.console import say
from publish.cli.main import verb
from publish.settings import load
from publish.stages.report import Report


@click.command(help="生成一期节目的串联单和播讲稿；EPISODE 写成 节目/期号，如 zhouwu/12。")
@click.argument("episode")
@click.option("--format", "formats", default="docx,html,txt", show_default=True, help="逗号分隔")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("scripts"), show_default=True
)
@verb
def script(settings: Path | None, episode: str, formats: str, output: Path) -> Report:
    from publish.stages.script import script as stage

    named = [name.strip() for name in formats.split(",") if name.strip()]
    return stage(load(settings), episode, named, output)


@click.group(help="节目的各期。")
def episode() -> None:
    """Verbs on episodes."""


@episode.command("list", help="列出 content/ 中的各期。")
@click.option("--programme", help="只看这个节目")
@verb
def list_(settings: Path | None, programme: str | None) -> Report:
    from publish.stages.script import episodes

    found = list(episodes(load(settings).paths.content, programme))
    for one in found:
        name, aired = f"{one.programme}/{one.number}", f"{one.airs_at:%Y-%m-%d %H:%M}"
        say(f"  {name}\t{aired}\t{len(one.cases)} 件\t{one.title or ''}")
    return Report(verb="episode list", counts={"episodes": len(found)})


@episode.command(help="放入一期的录音，或用 --remove 删去；EPISODE 写成 节目/期号。")
@click.argument("name", metavar="EPISODE")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--chapters", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="章节，一行一章"
)
@click.option("--remove", is_flag=True, help="删去这一期的录音")
@verb
def audio(settings: Path | None, name: str, file: Path | None, chapters: Path | None, remove: bool) -> Report:
    from publish.stages import audio as stage

    if remove == (file is not None):
        raise click.UsageError("给出录音文件，或者 --remove，二者取一。")
    found = load(settings)
    return stage.remove(found, name) if file is None else stage.audio(found, name, file, chapters)


COMMANDS = {command.name: command for command in (script, episode)}
