-- Speeds on a city's roads as they were learned from traces, one row per version. Every process searches with the newest.
CREATE TABLE dispatch.traffic_snapshot (
  city_id     text        NOT NULL,
  version     bigint      NOT NULL CHECK (version > 0),
  -- Which road graph the edges are of.
  graph       text        NOT NULL,
  -- Directed edges and, in the same order, their speeds; all others are as in free flow.
  edges       int[]       NOT NULL,
  kmh         real[]      NOT NULL,
  made_at     timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  PRIMARY KEY (city_id, version),
  CHECK (cardinality(edges) = cardinality(kmh))
);

-- The last seconds of all trips are read together. Points are written nearly in the order of their times, so that this
-- costs the writing next to nothing.
CREATE INDEX trace_point_at ON dispatch.trace_point USING brin (at) WITH (pages_per_range = 16, autosummarize = on);
