"""Study and results → blocks → docx, html, pdf, xlsx, csv, json."""
