"""The plans as data: what is stored under plans/, how it is read, checked and published."""
