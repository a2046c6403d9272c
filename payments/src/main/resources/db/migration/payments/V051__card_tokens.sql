-- Every card is known by a random token of ours, whether the provider keeps its number or the vault does.
ALTER TABLE payments.card
  ADD COLUMN token        text,
  ADD COLUMN fingerprint  text,
  ADD COLUMN country      text,
  ADD COLUMN removed_at   timestamptz,
  -- when somebody should see to it that the card's secrets are gone; null once they are, and for a card in use
  ADD COLUMN forget_at    timestamptz,
  ADD COLUMN forget_looks int NOT NULL DEFAULT 0;

-- 15 + 15 + 2 random hexadecimal digits of four random UUIDs, in the letters of a token
UPDATE payments.card SET token = 'card_' || translate(
  right(replace(gen_random_uuid()::text, '-', ''), 15) || right(replace(gen_random_uuid()::text, '-', ''), 15)
    || right(gen_random_uuid()::text, 2), '0123456789abcdef', 'bcdfghjklmnpqrst');

ALTER TABLE payments.card
  ALTER COLUMN token SET NOT NULL,
  ADD CHECK (token ~ '^card_[bcdfghjklmnpqrst]{32}$'),
  ADD CONSTRAINT card_token UNIQUE (token),
  ADD CHECK (forget_at IS NULL OR removed_at IS NOT NULL),
  DROP CONSTRAINT card_owner_id_psp_token_key;
CREATE UNIQUE INDEX card_in_use ON payments.card (owner_id, psp_token) WHERE removed_at IS NULL;
CREATE INDEX card_to_forget ON payments.card (forget_at) WHERE forget_at IS NOT NULL;
CREATE INDEX charge_authorizing_card ON payments.charge (card_id) WHERE operation = 'AUTHORIZE';
