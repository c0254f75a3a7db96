"""The tests: one file a module; fixtures hold one fault each; browser tests drive the built site."""
