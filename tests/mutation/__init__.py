"""Small bugs put in by a tool, to see whether the tests that need no browser catch them (docs/developer/testing.md)."""
