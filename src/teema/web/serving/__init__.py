"""Running the workbench: one server and one worker a workspace, on this machine only."""

from teema.web.serving.run import Started, new_link, run_workbench

__all__ = ["Started", "new_link", "run_workbench"]
