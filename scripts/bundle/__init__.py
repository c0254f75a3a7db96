"""The offline bundle: what goes into it, how pages are adapted, how it is packed and checked."""
