"""How a build runs: steps, lock, whole files, processes, tools."""
