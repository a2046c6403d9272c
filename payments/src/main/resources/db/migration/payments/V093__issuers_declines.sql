-- What an issuer refused, as it is counted: all payments of an address are many, those that were refused are few.
CREATE TABLE payments.risk_decline (
  charge_id  uuid        PRIMARY KEY REFERENCES payments.risk_decision,
  payer_id   uuid        NOT NULL,
  card       text        NOT NULL,
  device     text,
  network    text,
  decided_at timestamptz NOT NULL
);
CREATE INDEX risk_decline_card ON payments.risk_decline (card, decided_at);
CREATE INDEX risk_decline_payer ON payments.risk_decline (payer_id, decided_at);
CREATE INDEX risk_decline_device ON payments.risk_decline (device, decided_at) WHERE device IS NOT NULL;
CREATE INDEX risk_decline_network ON payments.risk_decline (network, decided_at) WHERE network IS NOT NULL;

INSERT INTO payments.risk_decline (charge_id, payer_id, card, device, network, decided_at)
SELECT d.charge_id, d.payer_id, d.card, d.device, d.network, d.decided_at
FROM payments.risk_decision d JOIN payments.charge c ON c.id = d.charge_id
WHERE c.status = 'DECLINED' AND d.verdict <> 'BLOCK'
  AND c.reason IN ('CARD_DECLINED', 'INSUFFICIENT_FUNDS', 'CARD_EXPIRED', 'CVC_WRONG',
                   'AUTHENTICATION_FAILED', 'PROCESSING_ERROR', 'CARD_UNKNOWN');

CREATE TRIGGER risk_decline_never_changes BEFORE UPDATE OR DELETE ON payments.risk_decline
  FOR EACH ROW EXECUTE FUNCTION payments.refuse_change_of_decision();
