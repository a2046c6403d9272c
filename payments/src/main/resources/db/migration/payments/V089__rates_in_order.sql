-- Of when a pair's latest rate is, by its currencies in alphabetical order. Whoever publishes first moves this row on, so that
-- of two at once the older one is published first or not at all.
CREATE TABLE payments.fx_pair (
  one   text        NOT NULL,
  other text        NOT NULL,
  as_of timestamptz NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other COLLATE "C")
);
INSERT INTO payments.fx_pair (one, other, as_of)
SELECT least(base, quote COLLATE "C"), greatest(base, quote COLLATE "C"), max(as_of) FROM payments.fx_rate GROUP BY 1, 2;
