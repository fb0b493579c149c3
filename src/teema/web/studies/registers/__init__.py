"""A customer register kept in a spreadsheet → what becomes of each row: pure, without the database."""
