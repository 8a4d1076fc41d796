# Shared by script/audit and script/test: brings a bare Debian 12 to where the project builds.
# Everything it says goes to stderr, so that stdout belongs to the report. Sourced, not run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
missing=()
optional=()

say() { printf 'llama-audit: %s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 2
}

# Runs a command without its chatter; shows all of it if the command fails.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    [ "$status" -eq 0 ] || cat "$log" >&2
    rm -f "$log"
    return "$status"
}

# need PACKAGE TEST...: the Debian package is wanted unless the test succeeds. What is asked is
# whether the thing is there, not who installed it: an npm that came with another node is fine, and
# Debian's would conflict with it.
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

# want PACKAGE TEST...: the same for what some tests need, which are skipped without it.
want() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || optional+=("$package")
}

has_header() { printf '#include <%s>\n' "$1" | cc -E -; }

need_for_build() {
    need gcc command -v cc
    need libc6-dev has_header stdio.h
    need meson command -v meson
    need ninja-build command -v ninja
    need pkg-config command -v pkg-config
    need libgit2-dev pkg-config --exists libgit2
    need libyaml-dev pkg-config --exists yaml-0.1
    need libcjson-dev pkg-config --exists libcjson
    need libpcre2-dev pkg-config --exists libpcre2-8
    need libutf8proc-dev pkg-config --exists libutf8proc
    need git command -v git
    if ! npm_current grammars; then
        need npm command -v npm
        need ca-certificates test -s /etc/ssl/certs/ca-certificates.crt
    fi
}

need_for_tests() {
    need python3 command -v python3
    need libcmocka-dev pkg-config --exists cmocka
    need ccache command -v ccache
    want pre-commit command -v pre-commit
    if ! npm_current tests/browser || ! npm_current tests/validators; then
        want npm command -v npm
    fi
    want chromium command -v chromium
}

install_missing() {
    if [ "${#missing[@]}" -gt 0 ]; then
        apt_install "${missing[@]}" || fail "please install (Debian names): ${missing[*]}"
    fi
    if [ "${#optional[@]}" -gt 0 ]; then
        apt_install "${optional[@]}" ||
            say "without ${optional[*]} (Debian names) some tests will be skipped"
    fi
}

apt_updated=
apt_install() {
    local sudo=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || return 1
        sudo=(sudo)
    fi
    say "installing $*"
    [ -n "$apt_updated" ] || quietly "${sudo[@]}" apt-get -q update ||
        say "apt-get update failed, trying with the old lists"
    apt_updated=yes
    quietly "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y install --no-install-recommends "$@"
}

# npm_current FOLDER: the lock file as it was when node_modules was filled is kept inside of it.
npm_current() {
    cmp -s "$root/$1/package-lock.json" "$root/$1/node_modules/.installed-from.json"
}

npm_fetch() {
    if npm_current "$1"; then return; fi
    say "fetching $2"
    quietly npm ci --prefix "$root/$1" --no-audit --no-fund || return 1
    cp "$root/$1/package-lock.json" "$root/$1/node_modules/.installed-from.json"
}

fetch_grammars() { npm_fetch grammars "the grammar sources" || fail "npm ci --prefix grammars failed"; }

# What the tests of the HTML report and of the formats need.
fetch_for_tests() {
    npm_fetch tests/browser "the browser tests" && npm_fetch tests/validators "the validators" ||
        say "npm ci failed: some tests will be skipped"
}

# build FOLDER [TARGET]... [-- MESON-OPTION...]
build() {
    local folder=$root/$1 targets=()
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        targets+=("$1")
        shift
    done
    [ $# -eq 0 ] || shift
    if [ ! -f "$folder/build.ninja" ]; then
        say "configuring ${folder##*/}"
        quietly meson setup "$@" "$folder" "$root" || fail "meson setup failed"
    fi
    case $(ninja -C "$folder" -n "${targets[@]}") in *'no work to do'*) return ;; esac
    say "building ${folder##*/}"
    quietly ninja -C "$folder" --quiet "${targets[@]}" || fail "the build failed"
}
