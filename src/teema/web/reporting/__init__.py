"""The report as rows: its plan, what is written between its parts, the checklist's answers, frozen versions, and the acts on them."""
