"""The operator's settings: where they come from and what they may say."""
