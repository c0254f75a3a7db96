"""One module a page type: each turns plan data into the Markdown of its pages."""
