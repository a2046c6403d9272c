-- When the provider expects it at the payee's bank.
ALTER TABLE payments.payout ADD COLUMN expected_at timestamptz;
