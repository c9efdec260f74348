# shellcheck shell=bash
# Installs the Debian packages of the lists beside this file, and only those that are missing.
# Sourced by tools/demo and tools/test: install_packages LIST... (build, test, all).

# Names in a list, without comments and empty lines.
packages_of() {
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "tools/packages/$1"
}

is_installed() {
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# apt-get as root, or by sudo where there is one; it never asks a question.
apt_get() {
    local as_root=()
    if [[ "$(id -u)" -ne 0 ]]; then
        as_root=(sudo)
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet \
        -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# Names what a person who can neither be root nor become it must ask for.
explain_missing() {
    echo "error: these Debian packages are missing: $*" >&2
    echo "hint: as root, run: apt-get install --no-install-recommends $*" >&2
}

install_packages() {
    local list package missing=()
    for list in "$@"; do
        while read -r package; do
            is_installed "$package" || missing+=("$package")
        done < <(packages_of "$list")
    done
    if [[ ${#missing[@]} -eq 0 ]]; then
        return 0
    fi
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        echo "error: this is no Debian system, so packages cannot be installed here" >&2
        explain_missing "${missing[@]}"
        return 1
    fi
    if [[ "$(id -u)" -ne 0 ]] && ! command -v sudo >/dev/null; then
        explain_missing "${missing[@]}"
        return 1
    fi
    echo "Installing ${#missing[@]} missing packages: ${missing[*]}" >&2
    local log
    log="$(mktemp)"
    if ! { apt_get update && apt_get install --no-install-recommends "${missing[@]}"; } \
        >"$log" 2>&1; then
        tail -n 25 "$log" >&2
        rm -f "$log"
        explain_missing "${missing[@]}"
        return 1
    fi
    rm -f "$log"
}
