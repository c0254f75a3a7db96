"""What MkDocs calls: hooks for pages and theme."""
