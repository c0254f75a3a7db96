"""What MkDocs calls: hooks for pages and theme; and which generator it is.

MkDocs' successors load the same configuration, hooks and theme. To change over, name another one here.
"""

# The Python module that is run as a command: `python -m <GENERATOR> build`.
GENERATOR = "mkdocs"
CONFIGURATION = "mkdocs.yml"
