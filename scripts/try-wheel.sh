#!/bin/sh
# Builds the wheel, or takes the one given, installs it alone in an empty environment far from the repository, and runs the demo.
set -eu

here=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
trap 'exit 1' HUP INT TERM

python=$("$here/scripts/find-python.sh")
"$python" -m venv "$away/environment"
if [ $# -gt 0 ]; then
    wheel=$1
else
    make -C "$here" wheel DIST="$away/dist" >/dev/null
    wheel=$(ls "$away"/dist/teema-*.whl)
fi
"$away/environment/bin/python" -m pip install --quiet --disable-pip-version-check "$wheel"

cd "$away"
environment/bin/teema --version
environment/bin/teema demo --no-serve --out results
for made in report.docx report.html report.pdf report.json tables.xlsx figures data customers; do
    if [ ! -s "results/$made" ]; then
        echo "The wheel's demo made no $made" >&2
        exit 1
    fi
done
built=$(environment/bin/python -c 'import teema, pathlib; print(pathlib.Path(teema.__file__).parent / "web/static/teema")')
for made in teema.css shell.js theme.js reading.js icons.svg THIRD-PARTY.txt fonts; do
    if [ ! -e "$built/$made" ]; then
        echo "The wheel carries no $made for the workbench" >&2
        exit 1
    fi
done
environment/bin/teema new started
environment/bin/teema check started
echo "The wheel works on its own."
