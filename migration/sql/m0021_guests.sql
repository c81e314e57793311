-- Whoever makes something without an account: a browser with a cookie, of which
-- only a hash is kept. What is theirs belongs to a row of `users`, as anybody's
-- does, so that an account takes it over by becoming its owner.
CREATE TABLE guest (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    -- An account took over what was theirs, or nothing of it was used for too long.
    ended_at timestamptz
);

CREATE INDEX guest_seen ON guest (seen_at) WHERE ended_at IS NULL;
CREATE INDEX guest_ended ON guest (ended_at) WHERE ended_at IS NOT NULL;

-- Where people pick a seat of a timer by a code. The code is null once the lobby is
-- closed; who sits where stays known.
CREATE TABLE timer_lobby (
    session_id uuid PRIMARY KEY REFERENCES sessions (id),
    code text UNIQUE,
    closes_at_start boolean NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now()
);

-- A seat that was taken, and the link that was given for it. It is taken for as long
-- as the link is good.
CREATE TABLE timer_lobby_seat (
    session_id uuid NOT NULL REFERENCES sessions (id),
    participant text NOT NULL,
    link_id uuid NOT NULL REFERENCES link_tokens (id),
    taken_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (session_id, participant)
);
