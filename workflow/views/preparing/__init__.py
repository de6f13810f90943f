"""Preparing a new agency step by step; what is done follows from its rows, so it can be left."""
