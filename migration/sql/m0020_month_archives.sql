-- Months that left their table: where each is, step by step, so that whoever goes
-- on knows what is done.

CREATE TABLE month_archive (
    -- The table, and its month as `2026_11`.
    parent text NOT NULL,
    month text NOT NULL CHECK (month ~ '^\d{4}_\d{2}$'),
    -- detached: a table of the schema `archive`. written: a file has the same.
    -- verified: that file was read back and compared. dropped: the file alone has
    -- it. restored: a partition again.
    state text NOT NULL DEFAULT 'detached'
        CHECK (state IN ('detached', 'written', 'verified', 'dropped', 'restored')),
    -- Of the file: its rows, its bytes as it lies there, and the SHA-256 of what it
    -- unpacks to, in hex.
    rows bigint,
    bytes bigint,
    sha256 text,
    -- What failed last, until something succeeds.
    problem text,
    detached_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (parent, month)
);

-- Those that left the history by now.
INSERT INTO month_archive (parent, month)
SELECT left(tablename, -8), right(tablename, 7) FROM pg_tables
WHERE schemaname = 'archive' AND tablename ~ '^[a-z_]+_\d{4}_\d{2}$';

-- How many are out is counted every few seconds.
CREATE INDEX missions_out ON missions (session_id) WHERE status = 'in_progress';

-- Takes a month out of a table that has a partition a month. One that is not there
-- is left as it is.
CREATE FUNCTION month_detach(parent text, month text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    partition text := parent || '_' || month;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext(parent || '_ensure'));
    IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = parent::regclass
            AND inhrelid = to_regclass(quote_ident(partition))) THEN
        RETURN false;
    END IF;
    EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, partition);
    EXECUTE format('ALTER TABLE %I SET SCHEMA archive', partition);
    INSERT INTO month_archive (parent, month) VALUES ($1, $2)
    ON CONFLICT ON CONSTRAINT month_archive_pkey DO UPDATE
        SET state = 'detached', rows = NULL, bytes = NULL, sha256 = NULL, problem = NULL,
            detached_at = now(), changed_at = now();
    RETURN true;
END
$$;

-- The empty table of a month in the schema `archive`, for what comes back to it.
CREATE FUNCTION month_table(parent text, month text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    partition text := parent || '_' || month;
    from_at timestamptz := to_date(month, 'YYYY_MM')::timestamp AT TIME ZONE 'UTC';
    to_at timestamptz := (to_date(month, 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    EXECUTE format('CREATE TABLE archive.%I (LIKE %I INCLUDING ALL)', partition, parent);
    EXECUTE format(
        'ALTER TABLE archive.%I ADD CONSTRAINT of_month CHECK (at >= %L AND at < %L)',
        partition, from_at, to_at);
END
$$;

-- Brings a month back from the schema `archive`, with the rows that came for it
-- meanwhile.
CREATE FUNCTION month_attach(parent text, month text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    partition text := parent || '_' || month;
    from_at timestamptz := to_date(month, 'YYYY_MM')::timestamp AT TIME ZONE 'UTC';
    to_at timestamptz := (to_date(month, 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    IF to_regclass('archive.' || quote_ident(partition)) IS NULL THEN
        RAISE EXCEPTION 'there is no archived month %', month USING ERRCODE = 'no_data_found';
    END IF;
    -- What is known of the rows is not looked for while the parent is locked.
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'of_month'
            AND conrelid = to_regclass('archive.' || quote_ident(partition))) THEN
        EXECUTE format(
            'ALTER TABLE archive.%I ADD CONSTRAINT of_month CHECK (at >= %L AND at < %L)',
            partition, from_at, to_at);
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext(parent || '_ensure'));
    EXECUTE format('ALTER TABLE archive.%I SET SCHEMA public', partition);
    EXECUTE format(
        'WITH caught AS (
             DELETE FROM %I WHERE at >= %L AND at < %L RETURNING *
         ) INSERT INTO %I SELECT * FROM caught ON CONFLICT DO NOTHING',
        parent || '_default', from_at, to_at, partition);
    EXECUTE format(
        'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        parent, partition, from_at, to_at);
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT of_month', partition);
    INSERT INTO month_archive (parent, month, state) VALUES ($1, $2, 'restored')
    ON CONFLICT ON CONSTRAINT month_archive_pkey DO UPDATE
        SET state = 'restored', problem = NULL, changed_at = now();
    RETURN partition;
END
$$;
