"""A year of all agencies, walked through the services that the browser calls."""

from kinerja.simulation.walk import simulate_year

__all__ = ["simulate_year"]
