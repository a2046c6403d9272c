-- A charge that reserves anew what another has reserved whose window closes. The claim on the order is the other's until that one is
-- over, and this one's then.
ALTER TABLE payments.charge ADD COLUMN renews uuid;
CREATE UNIQUE INDEX charge_renewed_once ON payments.charge (renews)
  WHERE renews IS NOT NULL AND status NOT IN ('DECLINED', 'VOIDED', 'EXPIRED');
