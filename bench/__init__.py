"""What things cost, measured side by side: ``python -m bench`` prints the table."""
