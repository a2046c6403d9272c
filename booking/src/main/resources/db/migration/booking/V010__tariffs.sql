-- What a product costs in a city. A version is never changed: a later one takes over from its own instant on.
CREATE TABLE booking.tariff (
  id             uuid        PRIMARY KEY,
  city_id        text        NOT NULL,
  product        text        NOT NULL CHECK (product IN ('standard', 'xl', 'premium', 'pool', 'courier')),
  version        bigint      NOT NULL CHECK (version > 0),
  currency       text        NOT NULL,
  terms          text        NOT NULL,
  effective_from timestamptz NOT NULL,
  made_by        uuid,
  reason         text        NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT tariff_version UNIQUE (city_id, product, version)
);

CREATE FUNCTION booking.refuse_change_of_tariff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %: a version of a tariff is never changed', TG_OP, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER tariff_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON booking.tariff
  FOR EACH STATEMENT EXECUTE FUNCTION booking.refuse_change_of_tariff();

-- What the default city charges until its operations decide otherwise.
INSERT INTO booking.tariff (id, city_id, product, version, currency, terms, effective_from, reason)
SELECT gen_random_uuid(), 'monaco', product, 1, 'EUR',
  jsonb_build_object(
    'base', base, 'per_kilometre', kilometre, 'per_minute', minute, 'minimum', minimum, 'tax_basis_points', 1000,
    'waiting', jsonb_build_object('free_seconds', free_waiting, 'per_minute', waiting, 'longest_seconds', 1800),
    'cancelling', jsonb_build_object('free_seconds', 120, 'late', minimum / 2, 'arrived', minimum * 3 / 4),
    'no_show', jsonb_build_object('wait_seconds', free_waiting + 120, 'fee', minimum),
    'metering', jsonb_build_object(
      'tolerance_percent', 15, 'tolerance', 150, 'ceiling_percent', 150, 'confidence_percent', 50))::text,
  timestamptz '2026-01-01T00:00:00Z', 'what the default city begins with'
FROM (VALUES
  ('standard', 350, 160, 45,  800, 40, 180),
  ('xl',       500, 230, 60, 1200, 55, 180),
  ('premium',  700, 300, 80, 1800, 70, 300),
  ('pool',     250, 120, 35,  600, 40, 120),
  ('courier',  300, 140, 40,  700, 40, 300)
) AS seed (product, base, kilometre, minute, minimum, waiting, free_waiting);
