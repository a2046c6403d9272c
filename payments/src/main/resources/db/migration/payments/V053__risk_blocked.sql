-- The audit reads those that were blocked, which are few.
CREATE INDEX risk_decision_blocked ON payments.risk_decision (decided_at) WHERE verdict = 'BLOCK';
