"""Records of 資料10: actions of the Self-Defense Forces, their approvals, powers and grounds for using weapons."""
