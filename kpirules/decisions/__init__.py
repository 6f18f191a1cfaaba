"""What a bureau decides about findings: they stand, but some do not count."""
