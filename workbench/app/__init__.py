"""The workbench in the browser: a shell, thin pages and a few components; the only code that imports Streamlit."""
