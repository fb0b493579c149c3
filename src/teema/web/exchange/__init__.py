"""The only bridge between the database and ``teema.study``: load, save, import, export, backup."""
