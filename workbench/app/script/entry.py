"""The script that Streamlit runs for every click; it is compiled anew each time, and so says next to nothing."""

from workbench.app.shell import draw

draw()
