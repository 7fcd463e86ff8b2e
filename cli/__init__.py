"""The edge: reads the settings, joins the parts, prints."""
