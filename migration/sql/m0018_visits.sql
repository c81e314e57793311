-- When a survivor's person looked for what happened meanwhile.
ALTER TABLE survivors
    -- Last, to within a minute.
    ADD COLUMN seen_at timestamptz,
    -- At the end of the visit before this one: what happened since is told.
    ADD COLUMN since_at timestamptz;

-- Those who go out again by themselves.
CREATE INDEX survivors_auto ON survivors (id) WHERE auto AND auto_left > 0 AND state = 'active';
