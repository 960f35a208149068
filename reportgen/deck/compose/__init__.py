"""Turns blocks of the story into placed slides, one module a family of archetypes."""
