"""Whether every reader survives files that are damaged or hostile: ``make fuzz``."""
