#!/bin/sh
# Prints the name of a Python that is new enough and can make virtual environments; says what is missing otherwise.
set -eu

old="" bare=""
for name in "${TEEMA_PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14; do
    command -v "$name" >/dev/null 2>&1 || continue
    if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        old="$name"
    elif ! "$name" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        bare="$name"
    else
        echo "$name"
        exit 0
    fi
done

if [ -n "$bare" ]; then
    echo "Teema: $bare can't make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
elif [ -n "$old" ]; then
    echo "Teema needs Python 3.11 or newer; $old is older." >&2
else
    echo "Teema needs Python 3.11 or newer, and none was found." >&2
fi
exit 1
