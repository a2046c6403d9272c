-- A platform account's row is written by each order. While its balance was part of an index's condition every such update
-- wrote all indexes anew and left a dead entry in each; "open" says the same (a CHECK holds it) and seldom changes.
DROP INDEX payments.ledger_account_open;
CREATE INDEX ledger_account_open ON payments.ledger_account (kind, open_since) WHERE open_since IS NOT NULL;
-- room for the next version beside the present one
ALTER TABLE payments.ledger_account SET (fillfactor = 70);
