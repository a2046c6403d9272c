-- Whoever may ask. The id is the subject of our own tokens; persons of other issuers get theirs at first sight.
CREATE TABLE platform.person (
  id             uuid        PRIMARY KEY,
  issuer         text        NOT NULL,
  subject        text        NOT NULL,
  name           text        NOT NULL,
  -- Tokens and sessions issued before are refused. Whole seconds, as the tokens' iat is.
  revoked_before timestamptz NOT NULL DEFAULT 'epoch' CHECK (revoked_before = date_trunc('second', revoked_before)),
  created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (issuer, subject)
);
-- Every process reads the latest revocations every two seconds.
CREATE INDEX person_revoked ON platform.person (revoked_before) WHERE revoked_before > 'epoch';

CREATE TABLE platform.person_role (
  person_id  uuid        NOT NULL REFERENCES platform.person (id),
  role       text        NOT NULL CHECK (role IN ('CUSTOMER', 'DRIVER', 'MERCHANT', 'HOST', 'OPS', 'SERVICE')),
  granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (person_id, role)
);

-- The built-in issuer's persons. The password is an Argon2id PHC string with its parameters.
CREATE TABLE platform.account (
  person_id         uuid        PRIMARY KEY REFERENCES platform.person (id),
  email             text        NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
  password_hash     text        NOT NULL,
  -- rises with every reset: a sign-in that compared the old password meanwhile comes to nothing
  password_version  int         NOT NULL DEFAULT 1,
  email_verified_at timestamptz,
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One sign-in and everything refreshed from it: the family of its refresh tokens, of which one is valid at a time.
CREATE TABLE platform.session (
  id         uuid        PRIMARY KEY,
  person_id  uuid        NOT NULL REFERENCES platform.person (id),
  token_hash bytea       NOT NULL,
  -- iat of the latest access token; the session ends when it lies before the person's revoked_before
  issued_at  timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX session_expiry ON platform.session (expires_at);

-- What proves that somebody reads an e-mail account; only the hash is kept.
CREATE TABLE platform.one_time_token (
  hash       bytea       PRIMARY KEY,
  person_id  uuid        NOT NULL REFERENCES platform.person (id),
  purpose    text        NOT NULL CHECK (purpose IN ('VERIFY_EMAIL', 'RESET_PASSWORD')),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX one_time_token_person ON platform.one_time_token (person_id);
CREATE INDEX one_time_token_expiry ON platform.one_time_token (expires_at);

-- Letters to send, for addresses with and without an account alike; the token is made when one is sent.
CREATE TABLE platform.letter (
  id              uuid        PRIMARY KEY,
  purpose         text        NOT NULL CHECK (purpose IN ('VERIFY_EMAIL', 'RESET_PASSWORD')),
  email           text        NOT NULL,
  attempts        int         NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX letter_due ON platform.letter (next_attempt_at);
