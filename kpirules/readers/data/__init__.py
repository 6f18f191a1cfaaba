"""Data files: JSON, JSON Lines, YAML and TOML."""
