-- States to fold from, events that Postgres refused, and months that are over.

CREATE TABLE session_snapshot (
    session_id uuid NOT NULL REFERENCES sessions (id),
    incarnation bigint NOT NULL,
    rev bigint NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    -- As the kind stores it.
    state jsonb NOT NULL,
    PRIMARY KEY (session_id, incarnation, rev)
);

-- An event that could not be stored, as it came. Bytes, because being no text
-- may be what is wrong with it.
CREATE TABLE event_quarantine (
    id uuid PRIMARY KEY,
    shard smallint NOT NULL,
    stream_id text NOT NULL,
    session_id uuid,
    body bytea NOT NULL,
    error text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'retried', 'discarded')),
    decided_by text,
    decided_at timestamptz,
    UNIQUE (shard, stream_id, body)
);

CREATE INDEX event_quarantine_state ON event_quarantine (state, id);

-- Months that left the history stand here until they are dumped and dropped.
CREATE SCHEMA archive;

-- Takes the months before `before` out of the history, and returns their names.
CREATE FUNCTION session_event_archive(before timestamptz) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('session_event_ensure'));
    FOR partition IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'session_event'::regclass
            AND c.relname ~ '^session_event_\d{4}_\d{2}$'
            AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month'
                <= before AT TIME ZONE 'UTC'
        ORDER BY c.relname
    LOOP
        EXECUTE format('ALTER TABLE session_event DETACH PARTITION %I', partition);
        EXECUTE format('ALTER TABLE %I SET SCHEMA archive', partition);
        RETURN NEXT partition;
    END LOOP;
END
$$;

-- Brings an archived month, '2026_11', back into the history.
CREATE FUNCTION session_event_restore(month text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    partition text := 'session_event_' || month;
    from_at timestamptz := to_date(month, 'YYYY_MM')::timestamp AT TIME ZONE 'UTC';
    to_at timestamptz := (to_date(month, 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('session_event_ensure'));
    IF to_regclass('archive.' || quote_ident(partition)) IS NULL THEN
        RAISE EXCEPTION 'there is no archived month %', month USING ERRCODE = 'no_data_found';
    END IF;
    EXECUTE format('ALTER TABLE archive.%I SET SCHEMA public', partition);
    EXECUTE format(
        'WITH caught AS (
             DELETE FROM session_event_default WHERE at >= %L AND at < %L RETURNING *
         ) INSERT INTO %I SELECT * FROM caught ON CONFLICT DO NOTHING',
        from_at, to_at, partition);
    EXECUTE format(
        'ALTER TABLE session_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        partition, from_at, to_at);
    RETURN partition;
END
$$;
