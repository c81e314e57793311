-- What a person makes sessions from, and where a session's events are sent.

CREATE TABLE template (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    kind text NOT NULL,
    name text NOT NULL,
    config jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX template_listed ON template (user_id, id DESC);

-- One a session. The secret is sealed: deliveries are signed with it.
CREATE TABLE webhook (
    session_id uuid PRIMARY KEY REFERENCES sessions (id),
    url text NOT NULL,
    secret bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    -- How the last delivery ended.
    delivered_at timestamptz,
    failed_at timestamptz,
    problem text
);
