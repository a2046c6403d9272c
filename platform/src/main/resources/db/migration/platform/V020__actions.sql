-- What operators did, in the transaction that did it. Rows are added and never touched again: the triggers refuse it even
-- to the owner of the table, who could grant himself anything else.
CREATE TABLE platform.action_log (
  id            uuid        PRIMARY KEY,
  at            timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- null at the command line, where nobody has a token
  operator_id   uuid,
  operator_name text        NOT NULL,
  action        text        NOT NULL CHECK (action ~ '^[a-z_]+\.[a-z_]+$'),
  subject_kind  text        NOT NULL,
  subject_id    text        NOT NULL,
  reason        text,
  state_before  text,
  state_after   text,
  trace_id      text
);
CREATE INDEX action_log_age ON platform.action_log (at DESC, id DESC);
CREATE INDEX action_log_subject ON platform.action_log (subject_id, at DESC, id DESC);
CREATE INDEX action_log_operator ON platform.action_log (operator_id, at DESC, id DESC);

CREATE FUNCTION platform.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %: what was done is not rewritten', TG_OP, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER action_log_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.action_log
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_rewriting();
