-- How long it is known on what and where people paid; whoever forgets says what is configured. One row.
CREATE TABLE payments.risk_retention (
  is_one          boolean     PRIMARY KEY DEFAULT true CHECK (is_one),
  kept            interval    NOT NULL CHECK (kept > interval '30 days'),
  -- of decisions before it everything is forgotten
  forgotten_until timestamptz NOT NULL
);
INSERT INTO payments.risk_retention (kept, forgotten_until) VALUES (interval '90 days', 'epoch');

-- What was decided stays as it was; only where and on what the payer was is blanked, once its time is over, and nothing else.
CREATE FUNCTION payments.forget_or_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  forgotten CONSTANT text[] := ARRAY['device', 'network', 'address_country'];
BEGIN
  IF OLD.decided_at < clock_timestamp() - (SELECT kept FROM payments.risk_retention) THEN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'risk_decline' THEN
      RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'risk_decision'
       AND to_jsonb(NEW) - forgotten = to_jsonb(OLD) - forgotten
       AND coalesce(to_jsonb(NEW)->>'device', to_jsonb(NEW)->>'network', to_jsonb(NEW)->>'address_country') IS NULL THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% on %: what was decided is never rewritten', TG_OP, TG_TABLE_NAME;
END
$$;
DROP TRIGGER risk_decision_never_changes ON payments.risk_decision;
CREATE TRIGGER risk_decision_never_changes BEFORE UPDATE OR DELETE ON payments.risk_decision
  FOR EACH ROW EXECUTE FUNCTION payments.forget_or_refuse();
DROP TRIGGER risk_decline_never_changes ON payments.risk_decline;
CREATE TRIGGER risk_decline_never_changes BEFORE UPDATE OR DELETE ON payments.risk_decline
  FOR EACH ROW EXECUTE FUNCTION payments.forget_or_refuse();

CREATE INDEX payer_sighting_at ON payments.payer_sighting (seen_at);
CREATE INDEX risk_decline_at ON payments.risk_decline (decided_at);
