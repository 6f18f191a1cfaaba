"""Plain text: comma-separated values and published text."""
