-- Rooms: how they are found, who sits there, who may not, and what was said against
-- whom. What plays and who is here is the session's state.

CREATE TABLE room (
    session_id uuid PRIMARY KEY REFERENCES sessions (id),
    -- As people type it, without what stands between its halves.
    code text NOT NULL UNIQUE,
    -- A word instead of the code, of a room whose owner has an account.
    slug text UNIQUE,
    -- Argon2id, as PHC writes it.
    password text
);

-- Somebody's place. Its tokens are links with its id as participant.
CREATE TABLE room_seat (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    -- An account, or a guest who made the room; null of whoever came with nothing.
    person uuid REFERENCES users (id),
    is_account boolean NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'cohost', 'member', 'guest', 'viewer')),
    -- Knocked, and was let in.
    is_admitted boolean NOT NULL DEFAULT false,
    chat_muted_until timestamptz,
    voice_muted_until timestamptz,
    shadow_until timestamptz,
    -- Of the address, keyed; it goes after 90 days.
    place bytea CHECK (octet_length(place) = 32),
    joined_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now()
);

-- A person has one seat in a room, on however many devices.
CREATE UNIQUE INDEX room_seat_person ON room_seat (session_id, person);
CREATE INDEX room_seat_of ON room_seat (person) WHERE person IS NOT NULL;
CREATE INDEX room_seat_seen ON room_seat (seen_at) WHERE place IS NOT NULL;

-- Who may not come in until then, by what is known of them.
CREATE TABLE room_ban (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    seat uuid NOT NULL,
    person uuid REFERENCES users (id),
    place bytea CHECK (octet_length(place) = 32),
    -- As they were called.
    name text NOT NULL,
    reason text,
    made_at timestamptz NOT NULL DEFAULT now(),
    until timestamptz NOT NULL
);

CREATE INDEX room_ban_of ON room_ban (session_id, until);
CREATE INDEX room_ban_until ON room_ban (until);
CREATE INDEX room_ban_person ON room_ban (person) WHERE person IS NOT NULL;

-- Texts beside a picture, as WebVTT without anything but times and texts.
CREATE TABLE room_track (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    lang text NOT NULL,
    label text NOT NULL,
    body text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX room_track_of ON room_track (session_id);

-- What somebody says against somebody else or what they wrote, and what was said then.
CREATE TABLE room_report (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    by_seat uuid NOT NULL,
    by_person uuid REFERENCES users (id),
    seat uuid,
    person uuid REFERENCES users (id),
    -- As they were called.
    name text,
    -- Of the line.
    n bigint,
    reason text NOT NULL CHECK (reason IN ('spam', 'abuse', 'harm', 'illegal', 'other')),
    text text,
    -- The last ones.
    lines jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    closed_by text
);

CREATE INDEX room_report_open ON room_report (id DESC) WHERE closed_at IS NULL;
CREATE INDEX room_report_of ON room_report (session_id, id DESC);
CREATE INDEX room_report_by ON room_report (by_person) WHERE by_person IS NOT NULL;
CREATE INDEX room_report_person ON room_report (person) WHERE person IS NOT NULL;

-- When a room begins by itself, or is to be thought of.
CREATE TABLE room_schedule (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    -- By the clock of the zone (IANA), `2026-12-04T20:00`.
    local_at text NOT NULL,
    zone text NOT NULL,
    repeat text NOT NULL CHECK (repeat IN ('once', 'weekly')),
    -- For calendars.
    remind_min integer,
    -- Whether it plays then by itself.
    starts boolean NOT NULL,
    next_at timestamptz,
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX room_schedule_of ON room_schedule (session_id, next_at);
CREATE INDEX room_schedule_next ON room_schedule (next_at) WHERE next_at IS NOT NULL;

-- What somebody with an account has watched, and where.
CREATE TABLE room_watched (
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES users (id),
    session_id uuid NOT NULL REFERENCES sessions (id),
    room text NOT NULL,
    item text NOT NULL,
    title text NOT NULL,
    -- Left out of the list, and kept.
    is_hidden boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL,
    UNIQUE (person, session_id, item, at)
);

CREATE INDEX room_watched_of ON room_watched (person, id DESC);

-- Who does not want friends to see where they are.
CREATE TABLE room_unseen (
    person uuid PRIMARY KEY REFERENCES users (id)
);

-- Two people, in the order of their ids, and what is between them.
CREATE TABLE friendship (
    one uuid NOT NULL REFERENCES users (id),
    other uuid NOT NULL REFERENCES users (id) CHECK (one < other),
    -- Asked by one of them, said yes to, or ended for good by one of them.
    state text NOT NULL CHECK (state IN ('asked', 'friends', 'blocked')),
    -- Who asked, or who blocked.
    by uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (one, other)
);

CREATE INDEX friendship_other ON friendship (other);

-- The token of a seat: what its bearer is, the session's state says. Nobody lists it
-- or copies it.
ALTER TABLE link_tokens ADD COLUMN is_seat boolean NOT NULL DEFAULT false;
CREATE INDEX link_tokens_of_seat ON link_tokens (session_id, participant, id DESC)
    WHERE is_seat AND revoked_at IS NULL;

-- Public rooms, newest first.
CREATE INDEX sessions_public_rooms ON sessions (id DESC)
    WHERE kind = 'room' AND deleted_at IS NULL AND config->>'visibility' = 'public';
