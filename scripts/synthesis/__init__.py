"""Plans of invented, neutral wording, made to measure how the build grows."""
