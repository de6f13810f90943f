"""Bahasa Indonesia."""
