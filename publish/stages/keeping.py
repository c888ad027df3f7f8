"""The ledger's backup, its restore, and its way to a newer program."""

from __future__ import annotations

from pathlib import Path

from publish.errors import UsageError
from publish.ledger.database import Database
from publish.ledger.journal import Journal
from publish.ledger.restore import restore as replay
from publish.ledger.vault import Vault
from publish.release import seal
from publish.settings import Settings
from publish.stages import office
from publish.stages.report import Report


def backup(settings: Settings, file: Path) -> Report:
    """The whole ledger in one file that verifies. Raises `LedgerError` LEDGER-080, -081."""
    with office.ledger_of(settings) as ledger:
        copied = ledger.backup(file)
    said = (f"链首 {copied.head}", f"另外保管密钥 {settings.ledger.key}：没有它，备份中的词条打不开。")
    return Report(verb="ledger backup", counts={"rows": copied.rows}, said=said)


def restore(settings: Settings, file: Path, without_journal: bool = False) -> Report:
    """The ledger from a backup, with everything withdrawn and handed out since replayed. What was checked
    before is checked no longer: nothing is released before write, build and check ran again."""
    if not file.is_file():
        raise UsageError("LEDGER-080", str(file))
    given = settings.ledger
    seal.break_(settings.paths.releases)
    done = replay(
        given.url,
        file,
        office.now(settings),
        Journal(given.journal),
        Vault(given.terms, given.key),
        without_journal,
    )
    said = [f"原来的台账移到 {done.aside}"] if done.aside else []
    said.append("接着运行 publish write、build、check，然后才能 release。")
    counts = {"rows": done.rows, "numbers": done.numbers, "withdrawn": done.withdrawn}
    return Report(verb="ledger restore", counts=counts, said=tuple(said))


def migrate(settings: Settings) -> Report:
    """An older ledger becomes one of this program's version. Raises `LedgerError` LEDGER-003."""
    database = Database(settings.ledger.url)
    try:
        found = database.migrate() if database.version() else None
    finally:
        database.close()
    said = (f"由版本 {found} 升级",) if found else ("已是本程序的版本",)
    return Report(verb="ledger migrate", counts={}, said=said)
