"""What holds on a date: forms, policies and dated parameters."""
