-- Since when somebody has had enough of a currency to be sent any of it: what a payout leaves for being too little stays on his accounts,
-- which so are never empty. Walks back from now to when he last had less; null while he has less.
CREATE FUNCTION payments.enough_since(earning text, earned_in text, unit bigint) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN present.minor < unit THEN NULL
              WHEN unit <= 1 THEN present.since
              ELSE coalesce(
    (SELECT walk.at
     FROM (SELECT entry.at,
                  present.minor + sum(entry.amount_minor) OVER (ORDER BY entry.at DESC) AS minor_before
           FROM payments.ledger_entry entry
           WHERE entry.earner = earning AND entry.currency = earned_in) walk
     WHERE walk.minor_before < unit
     ORDER BY walk.at DESC LIMIT 1), present.since) END
  FROM (SELECT -sum(balance_minor) AS minor, min(open_since) AS since
        FROM payments.ledger_account
        WHERE owner = earning AND currency = earned_in
          AND kind IN ('payee:payable', 'payee:tips')) present
$$;
