"""How matters come in: the demonstration, a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from publish.cli.console import bar, say
from publish.cli.main import verb
from publish.stages.report import Report


@click.command(help="在 DIR 生成演示案件库及其设置、用户、裁定与标准答案（gold.jsonl）。")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--cases", default=2000, show_default=True, type=click.IntRange(min=1), help="事项数")
@click.option("--approved", type=click.IntRange(min=0), help="能公开的事项数，默认 559")
@click.option("--seed", default=2021, show_default=True, help="同一种子生成同样的文件")
@verb
def demo(_settings: Path | None, directory: Path, cases: int, approved: int | None, seed: int) -> Report:
    from publish.demo.make import make

    with bar("生成演示", cases) as advance:
        made = make(directory, cases=cases, approved=approved, seed=seed, progress=advance)
    say(f"演示在 {directory}；下一步：publish --settings {directory / 'publish.yml'} run")
    passed, stopped = sum(made.approved.values()), sum(made.stopped.values())
    counts = {"cases": made.cases, "approved": passed, "stopped": stopped}
    return Report(verb="demo", counts={**counts, "units": made.units, "episodes": made.episodes})


@click.command("import", help="把表格（xlsx、csv、jsonl）按对应关系读进案件库。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mapping", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--store", required=True, help="案件库的 SQLAlchemy 地址，如 sqlite:///store.sqlite3")
@click.option("--dry-run", is_flag=True, help="只试读，不写库")
@verb
def import_(_settings: Path | None, file: Path, mapping: Path, store: str, dry_run: bool) -> Report:
    from publish.stages.intake import import_file

    return import_file(file, mapping, store, dry_run)


COMMANDS = {command.name: command for command in (demo, import_)}
