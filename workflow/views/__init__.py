"""Doors to the work: inbox, tasks, runs, disposisi, monitoring."""
