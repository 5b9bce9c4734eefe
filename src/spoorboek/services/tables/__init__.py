"""Tables: files with rows as they came in, and the same rows as Parquet, kept by their content."""
