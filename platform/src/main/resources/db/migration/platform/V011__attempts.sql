-- Attempts at a steady rate with a burst (GCRA): due_at is when the burst will be whole again.
CREATE TABLE platform.attempt_rate (
  key    text        PRIMARY KEY,
  due_at timestamptz NOT NULL
);
CREATE INDEX attempt_rate_due ON platform.attempt_rate (due_at);

-- Failures in a row at signing in, and until when no further attempt is admitted.
CREATE TABLE platform.attempt_lockout (
  key           text        PRIMARY KEY,
  failures      int         NOT NULL,
  blocked_until timestamptz NOT NULL,
  last_at       timestamptz NOT NULL
);
CREATE INDEX attempt_lockout_age ON platform.attempt_lockout (last_at);

-- From where an account was signed in to (a hash of both): failures of strangers elsewhere do not lock it out there.
CREATE TABLE platform.known_place (
  key     text        PRIMARY KEY,
  last_at timestamptz NOT NULL
);
CREATE INDEX known_place_age ON platform.known_place (last_at);
