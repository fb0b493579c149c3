"""Hatchling's build hook: whoever installs or builds Teema from its repository gets the workbench's static files with it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `src/teema/web/static/teema` before a wheel (editable or not) or a source archive is put together."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a Node only where one is needed and the machine has none."""
        frontend = _frontend(self.root)
        return [] if frontend.is_current() or frontend.find_node() else [frontend.NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what isn't current; the reason ends the build where that fails."""
        frontend = _frontend(self.root)
        try:
            if frontend.build():
                self.app.display_info("Built the workbench's static files.")
        except frontend.FrontendFailed as failed:
            self.app.abort(f"Teema: {failed}")


def _frontend(root: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("teema_frontend", Path(root) / "frontend/build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
