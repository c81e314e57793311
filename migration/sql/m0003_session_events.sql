-- What happened, a partition a month; and what arrived too late to belong.

-- `at` is part of the key because a unique key of a partitioned table must
-- hold the partition column.
CREATE TABLE session_event (
    session_id uuid NOT NULL,
    incarnation bigint NOT NULL,
    rev bigint NOT NULL,
    seq smallint NOT NULL,
    at timestamptz NOT NULL,
    name text NOT NULL,
    payload jsonb NOT NULL,
    actor jsonb NOT NULL,
    command_id text,
    UNIQUE (session_id, incarnation, rev, seq, at)
) PARTITION BY RANGE (at);

-- Catches what no month was made for. Rows in here are a fault to look at.
CREATE TABLE session_event_default PARTITION OF session_event DEFAULT;

CREATE TABLE event_orphan (
    session_id uuid NOT NULL,
    incarnation bigint NOT NULL,
    rev bigint NOT NULL,
    seq smallint NOT NULL,
    at timestamptz NOT NULL,
    name text NOT NULL,
    payload jsonb NOT NULL,
    actor jsonb NOT NULL,
    command_id text,
    UNIQUE (session_id, incarnation, rev, seq, at)
);

-- Makes the partitions of this month and of the months after it, in UTC, and
-- returns the names of those that were new. Rows which the default partition
-- caught for a new month move into it. A partition is built beside the table
-- and then attached, so readers and writers of the other months never wait.
CREATE FUNCTION session_event_ensure(months_ahead int) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
    this_month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    from_at timestamptz;
    to_at timestamptz;
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('session_event_ensure'));
    FOR i IN 0 .. months_ahead LOOP
        from_at := (this_month + make_interval(months => i)) AT TIME ZONE 'UTC';
        to_at := (this_month + make_interval(months => i + 1)) AT TIME ZONE 'UTC';
        partition := 'session_event_' || to_char(from_at AT TIME ZONE 'UTC', 'YYYY_MM');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;

        EXECUTE format('CREATE TABLE %I (LIKE session_event INCLUDING ALL)', partition);
        EXECUTE format(
            'WITH caught AS (
                 DELETE FROM session_event_default WHERE at >= %L AND at < %L RETURNING *
             ) INSERT INTO %I SELECT * FROM caught',
            from_at, to_at, partition);
        EXECUTE format(
            'ALTER TABLE session_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            partition, from_at, to_at);
        RETURN NEXT partition;
    END LOOP;
END
$$;

SELECT session_event_ensure(2);
