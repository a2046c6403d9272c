-- A card that the provider keeps for us, by its own name. Whoever adds a card of it, and whoever lets go of it, first locks
-- its row: once it is let go nobody uses it again, and what somebody uses is not let go.
CREATE TABLE payments.provider_card (
  payment_method text        PRIMARY KEY,
  -- when we were about to have the provider forget it, whatever has become of that
  let_go_at      timestamptz
);
CREATE INDEX card_of_payment_method ON payments.card (payment_method) WHERE removed_at IS NULL;
