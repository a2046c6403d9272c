-- Operations look for refunds, disputes and payouts by order, payer and the provider's ids.
CREATE INDEX refund_of_order ON payments.refund (order_id, created_at, id);
CREATE INDEX refund_of_payer ON payments.refund (payer_id, created_at, id);
CREATE INDEX refund_of_payment ON payments.refund (payment);
CREATE INDEX dispute_of_order ON payments.dispute (order_id, created_at, id);
CREATE INDEX payout_of_transfer ON payments.payout (transfer) WHERE transfer IS NOT NULL;
CREATE INDEX payout_of_provider ON payments.payout (psp_payout) WHERE psp_payout IS NOT NULL;
