#!/bin/sh
# Installs the programs that tests run, on Debian as root; elsewhere says in one line what is missing.
# A machine that has them all is left alone at once. Nothing installed here is started as a service.
set -eu

# what must be there : Debian's package that brings it
tools='
chromium:chromium
chromium-headless-shell:chromium-headless-shell
fc-list:fontconfig
ffmpeg:ffmpeg
nginx:nginx
/usr/lib/nginx/modules/ngx_http_brotli_static_module.so:libnginx-mod-http-brotli-static
caddy:caddy
wrk:wrk
rsync:rsync
ssh:openssh-client
sshd:openssh-server
gpo:gpodder
newsboat:newsboat
soffice:libreoffice-writer
pdftotext:poppler-utils
node:nodejs
npm:npm
java:default-jre-headless
zbarimg:zbar-tools
'
PATH="$PATH:/usr/sbin:/sbin"

have_font() { command -v fc-list >/dev/null && fc-list :lang=zh | grep -q .; }

missing() {
    for line in $tools; do
        command -v "${line%%:*}" >/dev/null || [ -e "${line%%:*}" ] || echo "${line##*:}"
    done
    have_font || echo fonts-noto-cjk
    for library in libharfbuzz-subset.so.0:libharfbuzz-subset0 libpangoft2-1.0.so.0:libpangoft2-1.0-0; do
        ldconfig -p | grep -q "${library%%:*}" || echo "${library##*:}"
    done
}

# dpkg asks this file before it starts a service; 101 means no.
policy=/usr/sbin/policy-rc.d
install_all() {
    export DEBIAN_FRONTEND=noninteractive
    if [ ! -e "$policy" ]; then
        trap 'rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends $1 >/dev/null || for package in $1; do
        apt-get install -y -qq --no-install-recommends "$package" >/dev/null || true
    done
}

wanted=$(missing)
if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install_all "$(echo $wanted)" || true
    wanted=$(missing)
fi
[ -z "$wanted" ] || echo "没有 $(echo $wanted)，也不能在此安装：用到的测试将跳过。" >&2

# Programs of npm, at the versions of the lock; none of them runs anything while it is installed.
tools_of_npm=$(dirname "$0")/tools
if ! cmp -s "$tools_of_npm/package-lock.json" "$tools_of_npm/node_modules/.lock"; then
    if command -v npm >/dev/null && (cd "$tools_of_npm" && npm ci --ignore-scripts --no-audit --no-fund --silent) >&2; then
        cp "$tools_of_npm/package-lock.json" "$tools_of_npm/node_modules/.lock"
    else
        echo "没有 npm 或取不到 tests/tools 的程序：网页标准、链接与 Lighthouse 的测试跳过。" >&2
    fi
fi
