"""Tests of the browser runtime: its build, its start over http and file://, its failures."""
