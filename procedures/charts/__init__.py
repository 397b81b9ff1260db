"""Charts of studies: from an edition's content to positions that templates draw as SVG."""
