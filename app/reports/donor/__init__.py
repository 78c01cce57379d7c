"""The donor's report: what it says now, drawn from accepted reports, as plain JSON that page, PDF and sheet share."""
