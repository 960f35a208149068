"""Measures the reading against labelled articles."""
