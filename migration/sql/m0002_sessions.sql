-- Sessions as they were configured, and the links that open them.

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    owner uuid NOT NULL REFERENCES users (id),
    config jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    incarnation bigint NOT NULL DEFAULT 0,
    shard smallint NOT NULL CHECK (shard >= 0),
    -- When the session needs somebody to look at it again; null while it sleeps.
    -- Whole milliseconds only: readers page through it by that unit.
    wake_at timestamptz CHECK (wake_at = date_trunc('milliseconds', wake_at)),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);

CREATE INDEX sessions_owner ON sessions (owner) WHERE deleted_at IS NULL;
CREATE INDEX sessions_waking ON sessions (shard, wake_at, id) WHERE wake_at IS NOT NULL;

CREATE TABLE link_tokens (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    role text NOT NULL,
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);

CREATE INDEX link_tokens_session_id ON link_tokens (session_id) WHERE revoked_at IS NULL;
