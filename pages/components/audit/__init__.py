"""The filters above the audit trail."""
