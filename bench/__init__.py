"""Measurements of speed and weight; each module prints its own when run."""
