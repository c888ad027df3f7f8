"""Unit and timer files for systemd, hardened, made from the settings.

Directives: systemd.exec(5), systemd.service(5), systemd.timer(5).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path

import msgspec

from publish.settings import LocalTarget, Settings

HARDENING = """\
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
CapabilityBoundingSet=
"""
OPEN, CLOSED = "0022", "0077"
"""The web server reads what the watch releases. What is secret is made 0600, whatever the umask."""
BACKUP_DAYS = 30


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """Where the program lies, and the account it runs as."""

    program: Path
    account: str


def units(settings: Settings, office: Office) -> dict[str, str]:
    """File name → contents: the watch, the desk, a daily look and a daily backup, each with its timer."""
    return {
        "huisheng-watch.service": _watch(settings, office),
        "huisheng-desk.service": _desk(settings, office),
        "huisheng-doctor.service": _once(settings, office, "每天看一遍是否一切正常", "doctor"),
        "huisheng-doctor.timer": _timer("每天看一遍是否一切正常", "*-*-* 07:30:00"),
        "huisheng-backup.service": _backup(settings, office),
        "huisheng-backup.timer": _timer("每天备份台账", "*-*-* 02:30:00"),
    }


def written(settings: Settings) -> tuple[Path, ...]:
    """Folders the line writes to, the outermost alone."""
    paths, ledger = settings.paths, settings.ledger
    wanted = {settings.file.parent, paths.output.parent, ledger.terms.parent, ledger.key.parent,
              ledger.journal.parent, settings.release.purge.list.parent}  # fmt: skip
    wanted |= {paths.content, paths.releases, paths.quarantine, paths.audio, paths.state}
    if settings.logging.to == "file":
        wanted.add(settings.logging.file.parent)
    wanted |= {one.path for one in settings.release.targets.values() if isinstance(one, LocalTarget)}
    if settings.metrics.file:
        wanted.add(settings.metrics.file.parent)
    if ledger.url.startswith("sqlite:////"):
        wanted.add(Path(ledger.url.removeprefix("sqlite:///")).parent)
    return tuple(sorted(path for path in wanted if not any(other in path.parents for other in wanted)))


def _watch(settings: Settings, office: Office) -> str:
    return _service(
        settings,
        office,
        "定时导出，到点公开",
        ["Type=simple", f"ExecStart={_command(settings, office, 'watch')}", "Restart=on-failure",
         "RestartSec=60", "KillMode=mixed", "TimeoutStopSec=900"],
        wanted_by="multi-user.target",
        umask=OPEN,
    )  # fmt: skip


def _desk(settings: Settings, office: Office) -> str:
    return _service(
        settings,
        office,
        "审核台",
        ["Type=simple", f"ExecStart={_command(settings, office, 'review')}", "Restart=on-failure",
         "RestartSec=5", "KillSignal=SIGINT"],
        wanted_by="multi-user.target",
    )  # fmt: skip


def _once(settings: Settings, office: Office, about: str, verb: str) -> str:
    return _service(
        settings, office, about, ["Type=oneshot", f"ExecStart={_command(settings, office, verb)}"]
    )


def _service(
    settings: Settings,
    office: Office,
    about: str,
    run: Iterable[str],
    wanted_by: str | None = None,
    umask: str = CLOSED,
) -> str:
    paths = " ".join(_path(f"-{path}") for path in written(settings))
    lines = [
        "[Unit]",
        f"Description=回声：{about}",
        "After=network-online.target",
        "Wants=network-online.target",
        "",
        "[Service]",
        *run,
        f"User={office.account}",
        f"WorkingDirectory={_escaped(str(settings.file.parent))}",
        "Environment=PYTHONUNBUFFERED=1",
        HARDENING.rstrip("\n"),
        f"UMask={umask}",
        f"ReadWritePaths={paths}",
    ]
    if wanted_by:
        lines += ["", "[Install]", f"WantedBy={wanted_by}"]
    return "\n".join(lines) + "\n"


def _timer(about: str, when: str) -> str:
    return (
        f"[Unit]\nDescription=回声：{about}\n\n[Timer]\nOnCalendar={when}\nPersistent=yes\n"
        "RandomizedDelaySec=300\n\n[Install]\nWantedBy=timers.target\n"
    )


def _backup(settings: Settings, office: Office) -> str:
    """A file a day; what is older than a month goes, since the withdrawn stands in it."""
    folder = settings.file.parent / "backup"
    program, given = shlex.quote(str(office.program)), shlex.quote(str(settings.file))
    copy = f"{shlex.quote(str(folder))}/ledger-$(date +%F).sqlite3"
    script = (
        f"mkdir -p {shlex.quote(str(folder))} && "
        f"{program} --settings {given} ledger backup {copy} && "
        f"find {shlex.quote(str(folder))} -name 'ledger-*.sqlite3' -mtime +{BACKUP_DAYS} -delete"
    )
    run = ["Type=oneshot", f"ExecStart=/bin/sh -c {_word(script)}"]
    return _service(settings, office, "每天备份台账", run)


def _command(settings: Settings, office: Office, verb: str) -> str:
    return f"{_word(str(office.program))} --settings {_word(str(settings.file))} {verb}"


def _word(word: str) -> str:
    """A word of a command line, where a dollar sign stands for a variable."""
    return _path(word.replace("$", "$$"))


def _path(word: str) -> str:
    """A word of a list; quoted where it must be."""
    escaped = _escaped(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if any(char in escaped for char in " \t\"'\\;") else escaped


def _escaped(word: str) -> str:
    """A percent sign begins a specifier."""
    return word.replace("%", "%%")
