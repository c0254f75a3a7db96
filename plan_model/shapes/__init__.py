"""The shapes of the plan data: what every other room passes around."""
