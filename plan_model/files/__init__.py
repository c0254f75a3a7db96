"""Reads the editors' files; no other room opens them."""
