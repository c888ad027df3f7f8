"""Every check of `publish doctor`, in the order they are made. One more is a function and a line here."""

from __future__ import annotations

from publish.stages.doctor import duties, folders, keys, machine, public, setting, sources, targets
from publish.stages.doctor.base import Check

CHECKS: tuple[Check, ...] = (
    Check(name="settings", title="设置文件", look=setting.readable),
    Check(name="profile", title="正式环境的设置", look=setting.profile),
    Check(name="folders", title="各目录可写", look=folders.writable),
    Check(name="secrets", title="机密文件只有本账号能读", look=folders.secret),
    Check(name="owner", title="机密文件属于本账号", look=folders.owned),
    Check(name="prose", title="手写页面", look=folders.prose),
    Check(name="store", title="案件库连得上，符合约定", look=sources.store),
    Check(name="store-read-only", title="案件库账号只读", look=sources.read_only),
    Check(name="ledger", title="台账打得开，版本相符", look=sources.ledger),
    Check(name="chain", title="台账的链完好", look=sources.chain, long=True),
    Check(name="journal", title="流水与词条密钥", look=sources.journal),
    Check(name="backup", title="台账备份", look=sources.backup),
    Check(name="people", title="每个角色都有人", look=setting.people),
    Check(name="keys", title="签名密钥", look=keys.signing),
    Check(name="certificate", title="审核台证书", look=keys.certificate),
    Check(name="disk", title="磁盘空间", look=machine.disk),
    Check(name="clock", title="时钟与时区", look=machine.clock),
    Check(name="calendar", title="工作日表", look=machine.calendar),
    Check(name="targets", title="发布目标连得上", look=targets.reachable),
    Check(name="release", title="公开的版本", look=public.release),
    Check(name="gone", title="撤下的确实不在了", look=public.gone),
    Check(name="clocks", title="各项期限", look=duties.clocks),
    Check(name="reviews", title="待审的候选", look=duties.reviews),
    Check(name="watch", title="定时任务的心跳", look=duties.watch),
    Check(name="interrupted", title="各命令上次做完了", look=duties.interrupted),
    Check(name="leftovers", title="没有做到一半的东西", look=public.leftovers),
    Check(name="programs", title="字体与程序", look=machine.programs),
    Check(name="python", title="Python 与软件包版本", look=machine.python),
)
