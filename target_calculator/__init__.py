"""Arithmetic of planning targets: exact decimals, standard library only, the same code at build time and in the browser."""
