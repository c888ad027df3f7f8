"""What nobody foresaw, in one line: a traceback tells a person nothing, and may quote a matter's words."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from publish.errors import PublishError
from publish.monitor import safe

HERE = Path(__file__).parents[2]
KINDS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或目录",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EISDIR: "这是一个目录，不是文件",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘只读",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名字太长",
}


def broken(error: Exception) -> PublishError:
    """The system refused (LINE-004), or a fault of ours (LINE-005)."""
    if isinstance(error, OSError) and error.errno is not None:
        kind = KINDS.get(error.errno, error.strerror or safe.kind(error))
        return PublishError("LINE-004", str(error.filename or "publish"), kind=kind)
    return PublishError("LINE-005", _place(error), kind=safe.kind(error))


def _place(error: Exception) -> str:
    """The last line of ours that it went through."""
    ours = [one for one in traceback.extract_tb(error.__traceback__) if _own(one.filename)]
    return f"{Path(ours[-1].filename).relative_to(HERE)}:{ours[-1].lineno}" if ours else "publish"


def _own(name: str) -> bool:
    path = Path(name)
    return path.is_relative_to(HERE / "publish") or path.is_relative_to(HERE / "plugins")
