-- Who does a thing that one process at a time should do. Correctness never rests on it.
CREATE TABLE platform.lease (
  name       text PRIMARY KEY,
  holder     text        NOT NULL,
  expires_at timestamptz NOT NULL
);

-- The role under which audits read across schemas. Roles belong to the whole server, so it may exist already.
DO $$
BEGIN
  CREATE ROLE souk_auditor NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
DO $$
BEGIN
  EXECUTE format('GRANT souk_auditor TO %I', current_user);
END
$$;
