"""Build steps: each module holds a few functions and a main()."""
