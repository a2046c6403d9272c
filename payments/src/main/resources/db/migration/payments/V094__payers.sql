-- Whoever pays is one customer at the provider, and his cards are attached to it.
CREATE TABLE payments.payer (
  id           uuid        PRIMARY KEY,
  -- the provider's id of him; null until it has answered
  psp_customer text        UNIQUE,
  -- part of the provider's key: advances only after a definitive answer
  generation   int         NOT NULL DEFAULT 1 CHECK (generation > 0),
  -- when this generation was first asked for: the provider forgets keys
  intended_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- That a token is to be attached for its owner; committed before the provider is asked, so that asking again is the same.
CREATE TABLE payments.card_attachment (
  id         uuid NOT NULL UNIQUE,
  owner_id   uuid NOT NULL,
  psp_token  text NOT NULL,
  generation int  NOT NULL DEFAULT 1 CHECK (generation > 0),
  PRIMARY KEY (owner_id, psp_token)
);
