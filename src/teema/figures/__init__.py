"""Results → figures: each module draws one. ``draw`` turns a drawing into SVG and PNG.

Charts are Altair (live in the workbench, still in a report); the word network, the study's structure and the map of services
are drawn by hand. Altair and vl-convert load when the first figure is drawn, never on import.
"""
