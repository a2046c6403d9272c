-- A card of a person, known by the provider's token; its number is never here.
CREATE TABLE payments.card (
  id             uuid        PRIMARY KEY,
  owner_id       uuid        NOT NULL,
  psp_token      text        NOT NULL,
  payment_method text        NOT NULL,
  psp_customer   text,
  brand          text        NOT NULL,
  last4          text        NOT NULL,
  exp_month      int         NOT NULL,
  exp_year       int         NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (owner_id, psp_token)
);
