-- What each worker process last said of its circuit breaker around a provider, so that those who take orders and never
-- call it themselves know. A row that is not renewed is soon believed by nobody.
CREATE TABLE payments.psp_breaker (
  provider text NOT NULL,
  process uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('CLOSED', 'OPEN', 'TRYING')),
  left_alone_until timestamptz,
  reported_at timestamptz NOT NULL,
  PRIMARY KEY (provider, process),
  CONSTRAINT psp_breaker_open CHECK ((state = 'OPEN') = (left_alone_until IS NOT NULL))
);
