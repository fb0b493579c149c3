"""The pages of results: findings, measures, the customers' pages, the report."""
