"""Run the cases: ``python -m fuzz``."""

from __future__ import annotations

from fuzz.run import main

raise SystemExit(main())
