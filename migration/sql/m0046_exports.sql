-- All that somebody has here, as a file for themselves: sealed with their key, in pieces,
-- and gone after a week.

CREATE TABLE export (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'ready', 'failed')),
    -- Of its job: a run writes for as long as none has begun after it.
    attempt integer NOT NULL DEFAULT 0,
    -- Of the whole file.
    bytes bigint,
    -- Why there is no file.
    problem text CHECK (problem IN ('too_large', 'broken')),
    made_at timestamptz NOT NULL DEFAULT now(),
    ready_at timestamptz,
    -- It goes then; one that waits for its file until then has failed.
    until timestamptz NOT NULL,
    CHECK ((state = 'ready') = (bytes IS NOT NULL) AND (state = 'ready') = (ready_at IS NOT NULL)),
    CHECK ((state = 'failed') = (problem IS NOT NULL))
);

CREATE INDEX export_of ON export (user_id, made_at DESC);
CREATE UNIQUE INDEX export_pending ON export (user_id) WHERE state = 'pending';
CREATE INDEX export_until ON export (until);

CREATE TABLE export_chunk (
    export_id uuid NOT NULL REFERENCES export (id) ON DELETE CASCADE,
    n integer NOT NULL CHECK (n >= 0),
    -- A piece of 256 KiB, and what sealing adds.
    bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 262400),
    PRIMARY KEY (export_id, n)
);

-- It is compressed already, and sealed.
ALTER TABLE export_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- What somebody did is found by who they are.
CREATE INDEX audit_log_of ON audit_log (actor_id, id) WHERE actor_id IS NOT NULL;
