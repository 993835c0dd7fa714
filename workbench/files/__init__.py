"""Catalogue and draft files: YAML to model and back, with faults by file and line.

Import from its modules: whoever reads a draft needs nothing of what reads catalogues.
"""
