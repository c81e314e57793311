-- What was said in sessions: numbered lines, and where people reacted.
CREATE TABLE session_line (
    session_id uuid NOT NULL REFERENCES sessions (id),
    -- Its place among all lines of the session.
    q bigint NOT NULL,
    -- Its number; of a hidden line that of the line before it.
    n bigint NOT NULL,
    -- A line that its seat alone sees: its number as that seat counts.
    own_n bigint,
    seat text NOT NULL,
    at timestamptz NOT NULL,
    -- When what it says goes by itself.
    until timestamptz NOT NULL,
    -- The line that it answers; a hidden one of its own seat as that seat counts.
    reply bigint,
    own_reply bigint,
    -- Null once it was taken back, or its time was over.
    body jsonb,
    PRIMARY KEY (session_id, q)
);

CREATE INDEX session_line_n ON session_line (session_id, n);
CREATE INDEX session_line_own ON session_line (session_id, seat, own_n) WHERE own_n IS NOT NULL;
CREATE INDEX session_line_until ON session_line (until) WHERE body IS NOT NULL;

-- How many reactions an item got, by the five seconds of it that they came in.
CREATE TABLE session_heat (
    session_id uuid NOT NULL REFERENCES sessions (id),
    item text NOT NULL,
    at bigint NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (session_id, item, at)
);

-- Up to where a shard's stream of what was said is here, so that nothing is counted
-- twice.
CREATE TABLE said_until (
    shard integer PRIMARY KEY,
    ms bigint NOT NULL,
    seq bigint NOT NULL
);
