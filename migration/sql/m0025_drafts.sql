-- What somebody is writing, as live Redis had it half a minute ago, or as it was put
-- here while that was away.
CREATE TABLE draft (
    user_id uuid NOT NULL REFERENCES users (id),
    id uuid NOT NULL,
    rev text NOT NULL,
    -- Who wrote it last, what they were answered, and a keyed digest of the text.
    head jsonb NOT NULL,
    -- What it is a draft of.
    about jsonb NOT NULL,
    -- The draft that this one is a copy of, made where two texts met.
    copy_of uuid,
    -- A rev that only live Redis had, and that this one goes on from.
    behind text,
    content bytea,
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- What it was a draft of was saved: a tombstone, without content.
    ended_at timestamptz,
    CHECK ((content IS NULL) = (ended_at IS NOT NULL)),
    PRIMARY KEY (user_id, id)
) PARTITION BY HASH (user_id);

CREATE INDEX draft_ended ON draft (ended_at) WHERE ended_at IS NOT NULL;

DO $$
BEGIN
    FOR n IN 0..15 LOOP
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF draft FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
            'draft_' || n, n);
    END LOOP;
END $$;
