"""What is installed: hook specifications, packs and the index of their TOML files."""
