#!/bin/sh
# Installs the Chromium that the workbench's tests drive, where that is allowed; says in one line how otherwise. Never fails.
set -u

by_hand() {
    echo "Teema: going on without a browser ($1), so the tests that need one are skipped; on Debian: apt-get install chromium"
    exit 0
}

for browser in "${TEEMA_CHROMIUM:-chromium}" chromium chromium-browser google-chrome; do
    command -v "$browser" >/dev/null 2>&1 && exit 0
done
command -v apt-get >/dev/null 2>&1 || by_hand "there is no apt-get"
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    by_hand "installing needs root"
fi
$as_root apt-get update -qq >/dev/null 2>&1 || true
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 || by_hand "apt-get didn't install it"
echo "Teema: installed chromium"
