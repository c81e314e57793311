-- An address belongs to one life of its session: events of an older one are no
-- business of its receiver.
ALTER TABLE ended_webhook ADD COLUMN first_incarnation bigint NOT NULL DEFAULT 0;
