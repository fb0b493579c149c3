"""Long work: queued, done by the worker, with progress, cancel and a result. Knows no feature: features register what they can do."""
