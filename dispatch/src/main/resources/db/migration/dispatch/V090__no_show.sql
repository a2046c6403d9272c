-- How long the driver waits at the pick-up before he may say that nobody came; the order says it.
ALTER TABLE dispatch.trip ADD COLUMN no_show_after_s int NOT NULL DEFAULT 300 CHECK (no_show_after_s >= 0);
