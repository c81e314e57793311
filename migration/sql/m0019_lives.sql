-- A session whose id comes back after it was deleted begins anew: what happened
-- before its first incarnation belongs to the one that was deleted.
ALTER TABLE sessions ADD COLUMN first_incarnation bigint NOT NULL DEFAULT 0;
