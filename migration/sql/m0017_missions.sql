-- Expeditions: who goes out, with whom, and what they met. A mission is a session
-- of an inner kind; its parent is the camp.

-- What stories are told from, kept for ever: a stored mission names its hash.
CREATE TABLE content_packs (
    id text NOT NULL,
    version integer NOT NULL,
    -- SHA-256 of the RFC 8785 form, in hex.
    hash text NOT NULL UNIQUE,
    body jsonb NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, version)
);

CREATE TABLE survivors (
    id uuid PRIMARY KEY,
    -- Null once the person is gone.
    user_id uuid REFERENCES users (id),
    bent text NOT NULL CHECK (bent IN ('craft', 'grit', 'heart')),
    -- One of the pack's, and one that its person gave it.
    pack_name text NOT NULL,
    own_name text,
    name_hidden_at timestamptz,
    -- When that was last decided.
    name_decided_at timestamptz,
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'lost', 'retired')),
    xp bigint NOT NULL DEFAULT 0,
    level smallint NOT NULL DEFAULT 1,
    salvage bigint NOT NULL DEFAULT 0,
    missions integer NOT NULL DEFAULT 0,
    completed integer NOT NULL DEFAULT 0,
    -- Missions in a row, completed unhurt, since the last mark that fell for such.
    unhurt integer NOT NULL DEFAULT 0,
    marks smallint NOT NULL DEFAULT 0,
    caution smallint NOT NULL DEFAULT 3 CHECK (caution BETWEEN 0 AND 3),
    knacks text[] NOT NULL DEFAULT '{}',
    -- Goes out again by itself, so many times more.
    auto boolean NOT NULL DEFAULT false,
    auto_left smallint NOT NULL DEFAULT 0,
    heals_at timestamptz,
    rests_until timestamptz,
    lost_at timestamptz,
    lost_in uuid,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- One that lives per person, in all channels.
CREATE UNIQUE INDEX survivors_living ON survivors (user_id) WHERE state = 'active';
CREATE INDEX survivors_of_user ON survivors (user_id, id);

CREATE TABLE missions (
    session_id uuid PRIMARY KEY REFERENCES sessions (id),
    camp_id uuid NOT NULL REFERENCES sessions (id),
    difficulty smallint NOT NULL CHECK (difficulty BETWEEN 1 AND 3),
    party text NOT NULL CHECK (party IN ('solo', 'open', 'code')),
    party_max smallint NOT NULL,
    code text,
    -- A survivor.
    host uuid,
    -- The party was sent away before it left.
    is_dissolved boolean NOT NULL DEFAULT false,
    status text NOT NULL DEFAULT 'lobby'
        CHECK (status IN ('lobby', 'in_progress', 'completed', 'failed', 'abandoned')),
    -- From departure on. The seed is secret until the end.
    seed text,
    terms jsonb,
    seal text,
    ticks integer,
    goal integer,
    -- It ends then, as its host wished.
    recall_ms bigint,
    results jsonb,
    made_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
);

CREATE INDEX missions_open ON missions (camp_id, session_id)
    WHERE status IN ('lobby', 'in_progress');

CREATE TABLE mission_members (
    session_id uuid NOT NULL REFERENCES missions (session_id),
    survivor_id uuid NOT NULL REFERENCES survivors (id),
    camp_id uuid NOT NULL,
    user_id uuid,
    slot smallint NOT NULL CHECK (slot BETWEEN 0 AND 3),
    -- As they were when the seat was taken.
    name text NOT NULL,
    level smallint NOT NULL,
    injured boolean NOT NULL,
    marks smallint NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    why_left text,
    -- The first tick due from then on is the last it meets.
    turn_back_ms bigint,
    xp bigint NOT NULL DEFAULT 0,
    salvage bigint NOT NULL DEFAULT 0,
    is_lost boolean NOT NULL DEFAULT false,
    joined_at timestamptz NOT NULL DEFAULT now(),
    home_at timestamptz,
    PRIMARY KEY (session_id, survivor_id)
);

-- A survivor is at one place.
CREATE UNIQUE INDEX mission_members_active ON mission_members (survivor_id) WHERE is_active;
CREATE INDEX mission_members_of_survivor ON mission_members (survivor_id, joined_at DESC);
-- Seasons and boards are sums over this.
CREATE INDEX mission_members_home ON mission_members (camp_id, home_at)
    INCLUDE (survivor_id, salvage) WHERE salvage > 0;
-- How many are out.
CREATE INDEX mission_members_out ON mission_members (camp_id) WHERE is_active;
CREATE INDEX mission_members_lost ON mission_members (camp_id, home_at) WHERE is_lost;

-- What was met, a partition a month. `at` is when the tick was due, so a line that
-- is told again is the same row.
CREATE TABLE mission_logs (
    session_id uuid NOT NULL,
    tick integer NOT NULL,
    slot smallint NOT NULL,
    survivor_id uuid NOT NULL,
    at timestamptz NOT NULL,
    encounter text NOT NULL,
    outcome text NOT NULL,
    -- In 1/10,000, as the rolls.
    chance integer NOT NULL,
    roll integer NOT NULL,
    harm integer NOT NULL,
    harm_roll integer NOT NULL,
    modifiers jsonb NOT NULL,
    -- With {0} to {3} for people.
    text text NOT NULL,
    PRIMARY KEY (session_id, tick, slot, at)
) PARTITION BY RANGE (at);

-- Catches what no month was made for. Rows in here are a fault to look at.
CREATE TABLE mission_logs_default PARTITION OF mission_logs DEFAULT;

CREATE TABLE mission_seasons (
    session_id uuid NOT NULL REFERENCES sessions (id),
    number integer NOT NULL,
    title text NOT NULL,
    begun_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    closed_at timestamptz,
    -- When its best were kept.
    settled_at timestamptz,
    PRIMARY KEY (session_id, number)
);

CREATE INDEX mission_seasons_unsettled ON mission_seasons (closed_at)
    WHERE closed_at IS NOT NULL AND settled_at IS NULL;

-- The best of a season that is over.
CREATE TABLE mission_scores (
    session_id uuid NOT NULL,
    number integer NOT NULL,
    place smallint NOT NULL,
    survivor_id uuid NOT NULL,
    salvage bigint NOT NULL,
    PRIMARY KEY (session_id, number, place),
    FOREIGN KEY (session_id, number) REFERENCES mission_seasons (session_id, number)
);

-- As `session_event_ensure`, of any table that has a partition a month by `at` and
-- one for the rest, `<table>_default`.
CREATE FUNCTION months_ensure(parent text, months_ahead int) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
    this_month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    from_at timestamptz;
    to_at timestamptz;
    partition text;
BEGIN
    -- The lock that the release before takes, too.
    PERFORM pg_advisory_xact_lock(hashtext(parent || '_ensure'));
    FOR i IN 0 .. months_ahead LOOP
        from_at := (this_month + make_interval(months => i)) AT TIME ZONE 'UTC';
        to_at := (this_month + make_interval(months => i + 1)) AT TIME ZONE 'UTC';
        partition := parent || '_' || to_char(from_at AT TIME ZONE 'UTC', 'YYYY_MM');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;

        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
        EXECUTE format(
            'WITH caught AS (
                 DELETE FROM %I WHERE at >= %L AND at < %L RETURNING *
             ) INSERT INTO %I SELECT * FROM caught',
            parent || '_default', from_at, to_at, partition);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, partition, from_at, to_at);
        RETURN NEXT partition;
    END LOOP;
END
$$;

SELECT months_ensure('mission_logs', 2);
