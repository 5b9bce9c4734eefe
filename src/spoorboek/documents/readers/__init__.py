"""Reading letters back: page text and attachments of PDF, words of Word files and pages."""
