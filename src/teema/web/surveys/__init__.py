"""Surveys beside the interviews."""
