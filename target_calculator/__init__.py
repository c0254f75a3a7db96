"""Arithmetic of planning targets: exact decimals, one code for tests, build and browser."""
