"""From a file as an authority publishes it to blocks of text, the same for every kind of file."""
