"""The pages of the frame, each a module with a function `page(desk)`; see `workbench.app.desk`."""
