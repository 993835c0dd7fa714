"""A workbench for drafting intergovernmental or other soft-law declarations."""
