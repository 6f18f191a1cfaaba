"""Processes of their own for what reads binary formats, with limits on time and memory."""
