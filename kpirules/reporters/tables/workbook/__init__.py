"""Tables as a workbook: each on a sheet of its own, filled into its form as the form is laid out."""
