"""Let ``python -m teema`` do what ``teema`` does."""

from teema.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
