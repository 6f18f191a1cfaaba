"""Applying a policy to a table: the plan, the shared context, the run."""
