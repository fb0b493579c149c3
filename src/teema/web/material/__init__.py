"""Documents: files in, speakers, corrections of the text, and which of the words belong to the study."""
