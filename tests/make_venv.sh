#!/bin/sh
# Makes the virtual environment $1 with pip in it, on a bare Debian too.
set -eu
target=$1
if python3 -m venv "$target" 2>/dev/null; then exit 0; fi
rm -rf "$target"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    exec python3 -m venv "$target"
fi
echo "这台机器的 Python 缺少 venv：请管理员执行 apt-get install python3-venv 后再试。" >&2
exit 1
