"""What the site publishes as data, for people and for the browser."""
