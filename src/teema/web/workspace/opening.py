"""Opening a workspace for work: Django set up on its file, and the file brought up to date."""

from __future__ import annotations

import os
from pathlib import Path

from teema.errors import Conflict, ReadFailed
from teema.web.workspace.files import check_workspace, copy_database, free_name, holds_something
from teema.web.workspace.holding import held

SETTINGS = "teema.web.settings"


def set_up(workspace: Path) -> None:
    """Point Django at a workspace's file; a process works with one workspace. Conflict (B606): it has another already."""
    import django
    from django.apps import apps

    wanted = str(workspace.absolute())
    if apps.ready:
        from django.conf import settings

        if str(settings.WORKSPACE) != wanted:
            raise Conflict("B606", path=wanted)
        return
    os.environ["TEEMA_WORKSPACE"] = wanted
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS  # the surroundings may have another project's
    django.setup()


def open_workspace(workspace: Path) -> Path | None:
    """Make a workspace ready for a command: made on first use, else brought up to date after a copy, whose path is returned.

    ReadFailed: the file is no workspace (B602) or damaged (B603). Conflict (B605): it needs a change, and a server is using it.
    """
    _look_at(workspace)
    set_up(workspace)
    if not pending_migrations():
        return None
    with held(workspace):
        return bring_up_to_date(workspace)


def open_held(workspace: Path) -> Path | None:
    """Do what ``open_workspace`` does for a process that holds the workspace already."""
    _look_at(workspace)
    set_up(workspace)
    return bring_up_to_date(workspace)


def bring_up_to_date(workspace: Path) -> Path | None:
    """Run the migrations that are missing. Where there are data already, copy them first and return the copy's path."""
    from django.core.management import call_command

    pending = pending_migrations()
    if not pending:
        return None
    copied = copy_database(workspace, free_name(workspace, pending[-1])) if _has_data() else None
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    return copied


def pending_migrations() -> list[str]:
    """Name the migrations that the workspace lacks, in their order. ReadFailed (B607): a later Teema has changed it."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations or ())
    if unknown:
        raise ReadFailed("B607", path=str(connection.settings_dict["NAME"]))
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}-{migration.name}" for migration, _ in plan]


def _has_data() -> bool:
    from django.db import connection

    return "accounts_user" in connection.introspection.table_names()


def _look_at(workspace: Path) -> None:
    workspace.absolute().parent.mkdir(parents=True, exist_ok=True)
    if holds_something(workspace):
        check_workspace(workspace, whole=False)
    else:
        os.close(os.open(workspace, os.O_CREAT | os.O_WRONLY, 0o600))  # others on this machine have no business in it
