"""What must hold of the plan data before anything is published."""
