-- What a streamer keeps: rounds and their votes, links to copy, tokens for
-- programs, and what we have asked Twitch to send.

-- Rounds as their events tell them.
CREATE TABLE round (
    session_id uuid NOT NULL REFERENCES sessions (id),
    id uuid NOT NULL,
    question text NOT NULL,
    -- Empty when it was about the two sides.
    choices jsonb NOT NULL,
    -- What the sides were called.
    labels jsonb NOT NULL,
    started_by jsonb NOT NULL,
    started_at timestamptz NOT NULL,
    ends_at timestamptz,
    ended_at timestamptz,
    -- As the last event of the round told them.
    counts jsonb,
    is_interrupted boolean NOT NULL DEFAULT false,
    PRIMARY KEY (session_id, id)
);

CREATE INDEX round_listed ON round (session_id, started_at DESC, id DESC);

-- Votes by second, written behind: they may be here before their round is.
CREATE TABLE round_second (
    session_id uuid NOT NULL REFERENCES sessions (id),
    round_id uuid NOT NULL,
    second integer NOT NULL CHECK (second >= 0),
    votes integer[] NOT NULL,
    total integer NOT NULL,
    PRIMARY KEY (session_id, round_id, second)
);

-- Who voted: a HyperLogLog sketch, kept while the round runs.
CREATE TABLE round_voters (
    session_id uuid NOT NULL REFERENCES sessions (id),
    round_id uuid NOT NULL,
    voters bigint NOT NULL,
    sketch bytea,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session_id, round_id)
);

-- Whom a link is for, and the token itself, encrypted, to be copied again.
ALTER TABLE link_tokens ADD COLUMN participant text;
ALTER TABLE link_tokens ADD COLUMN sealed bytea;

CREATE TABLE api_token (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    name text NOT NULL,
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz
);

CREATE INDEX api_token_user ON api_token (user_id) WHERE revoked_at IS NULL;

-- What a request with an Idempotency-Key was answered, in the transaction of
-- what it did. Encrypted under a key that only the asker's credential leads to.
CREATE TABLE idempotent_answer (
    scope bytea NOT NULL CHECK (octet_length(scope) = 32),
    key text NOT NULL,
    request bytea NOT NULL CHECK (octet_length(request) = 32),
    answer bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key)
);

CREATE INDEX idempotent_answer_created ON idempotent_answer (created_at);

-- What an outside service shall send, and what it said to that. Without a
-- session it is the installation's own.
CREATE TABLE subscription (
    id uuid PRIMARY KEY,
    type text NOT NULL,
    -- The account at the service that it is about; empty for the installation's.
    account_id text NOT NULL,
    session_id uuid REFERENCES sessions (id),
    is_wanted boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'enabled', 'broken', 'revoked', 'removed')),
    -- The service's id for it.
    remote_id text,
    -- The service's own word for how it is.
    status text,
    problem text,
    checked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (type, account_id)
);

CREATE INDEX subscription_session ON subscription (session_id);
CREATE INDEX subscription_remote ON subscription (remote_id);

-- The one conduit of the installation.
CREATE TABLE conduit (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    remote_id text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
