"""What a translation amounts to, for people, spreadsheets and programs."""

from communique.reports.quote.data import quote_data, quote_json
from communique.reports.quote.separated import quote_csv
from communique.reports.quote.table import quote_messages, quote_table

__all__ = ["quote_csv", "quote_data", "quote_json", "quote_messages", "quote_table"]
