"""What hosts and producers use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from publish.cli.main import verb
from publish.cli.names import EPISODE, NUMBER
from publish.errors import UsageError
from publish.settings import load
from publish.stages.report import Report


@click.command(help="生成一期节目的串联单和播讲稿；EPISODE 写成 节目/期号，如 zhouwu/12。")
@click.argument("episode", type=EPISODE)
@click.option("--format", "formats", default="docx,html,txt", show_default=True, help="逗号分隔")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("scripts"), show_default=True
)
@click.option(
    "--template", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="本台的 Word 模板"
)
@verb
def script(settings: Path | None, episode: str, formats: str, output: Path, template: Path | None) -> Report:
    from publish.stages.script import script as stage

    return stage(load(settings), episode, _listed(formats), output, template)


@click.group(help="节目的各期：挑选、建立、修改、列出。")
def episode() -> None:
    """Verbs on episodes."""


_PROGRAMME = click.option("--programme", required=True, help="节目代号，如 zhouwu")
_CHANGES = (
    click.option("--number", type=int, help="期号；新建时不写就接着排"),
    click.option("--time", "at", help="时刻，如 10:00；不写同上一期"),
    click.option("--minutes", type=click.IntRange(5, 240), help="时段分钟数"),
    click.option("--title", help="主题"),
    click.option("--host", help="主持人"),
    click.option("--director", help="导播"),
    click.option("--guest", "guests", multiple=True, help="嘉宾，写成 单位;职务;姓名，可多次"),
    click.option("--case", "cases", multiple=True, type=NUMBER, help="事项公开编号，按播出顺序，可多次"),
)


def _changing(function: Any) -> Any:
    for option in reversed(_CHANGES):
        function = option(function)
    return function


@episode.command("suggest", help="为某节目某天挑选事项，每件一行理由。")
@_PROGRAMME
@click.option("--date", "day", required=True, help="播出日期，如 2022-08-05")
@click.option("--theme", default="", help="只要主题或标题里有这几个字的")
@click.option("--count", default=5, show_default=True, type=click.IntRange(1, 20))
@verb
def suggest(settings: Path | None, programme: str, day: str, theme: str, count: int) -> Report:
    from publish.stages.planning import suggest as stage

    found = stage(load(settings), programme, day, theme, count)
    said = tuple(f"{one.number}　{one.title}\n      {one.reason}" for one in found)
    return Report(verb="episode suggest", counts={"matters": len(found)}, said=said)


@episode.command("new", help="建立一期的策划。")
@_PROGRAMME
@click.option("--date", "day", required=True, help="播出日期，如 2022-08-05")
@click.option("--suggested", default=0, type=click.IntRange(0, 20), help="用挑选出的前几件")
@click.option("--theme", default="", help="挑选时的主题")
@_changing
@verb
def new(settings: Path | None, programme: str, **given: Any) -> Report:
    from publish.stages.planning import Wish
    from publish.stages.planning import new as stage

    return stage(load(settings), programme, Wish(**_given(given)))


@episode.command("edit", help="修改一期的策划；EPISODE 写成 节目/期号。")
@click.argument("episode", type=EPISODE)
@click.option("--date", "day", help="播出日期")
@click.option("--add", multiple=True, type=NUMBER, help="加上这件，可多次")
@click.option("--drop", multiple=True, type=NUMBER, help="去掉这件，可多次")
@click.option("--order", type=NUMBER, help="新的顺序，编号用逗号分隔")
@click.option("--delete", is_flag=True, help="删去这份策划")
@_changing
@verb
def edit(settings: Path | None, episode: str, order: str | None, delete: bool, **given: Any) -> Report:
    from publish.stages.planning import Wish
    from publish.stages.planning import drop as taken_back
    from publish.stages.planning import edit as stage

    if delete:
        return taken_back(load(settings), episode)
    return stage(
        load(settings), episode, Wish(**_given(given), order=tuple(_listed(order)) if order else None)
    )


@episode.command("list", help="列出各期，策划的在内。")
@click.option("--programme", help="只看这个节目")
@verb
def list_(settings: Path | None, programme: str | None) -> Report:
    from publish.radio.programme import named
    from publish.stages.planning import everything
    from publish.stages.plans import path_of

    here = load(settings)
    if programme:
        named(programme)
    found = [one for one in everything(here) if programme in (None, one.programme)]
    said = []
    for one in found:
        name, aired = f"{one.programme}/{one.number}", f"{one.airs_at:%Y-%m-%d %H:%M}"
        planned = "　策划" if path_of(here, name).is_file() else ""
        said.append(f"{name}\t{aired}\t{len(one.cases)} 件\t{one.title or ''}{planned}")
    return Report(verb="episode list", counts={"episodes": len(found)}, said=tuple(said))


@episode.command(help="放入一期的录音，或用 --remove 删去；EPISODE 写成 节目/期号。")
@click.argument("name", metavar="EPISODE", type=EPISODE)
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


@click.group(help="电台的设置。")
def radio() -> None:
    """Verbs on how the programmes are read."""


@radio.command("calibrate", help="用已播各段的实际时长，量出主持人的语速和停顿；FILE 是 CSV 或 JSONL。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只算不写")
@verb
def calibrate(settings: Path | None, file: Path, dry_run: bool) -> Report:
    from publish.stages.calibrating import calibrate as stage

    return stage(load(settings), file, dry_run)


def _listed(written: str) -> list[str]:
    return [name.strip() for name in written.split(",") if name.strip()]


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """Options somebody gave: an empty list of matters or guests is none."""
    return {name: value for name, value in options.items() if value not in (None, ())}


@episode.command("template", help="写出一份 Word 模板，改成本台的样子后用 publish script --template。")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@verb
def template_(settings: Path | None, file: Path) -> Report:
    from publish.radio.station import example
    from publish.text import files

    del settings
    if file.suffix != ".docx" or file.exists():
        raise UsageError("RADIO-043", str(file))
    files.write(file, example())
    return Report(verb="episode template", counts={"files": 1})


COMMANDS = {command.name: command for command in (script, episode, radio)}
