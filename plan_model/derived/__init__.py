"""What follows from the printed values."""
