-- Who is at a session of somebody else's, and as what. The release before knows
-- nothing of it: what it leaves behind when it ends a session is older than the
-- session that may be made again under the same id, and counts for nothing.
CREATE TABLE member (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id),
    user_id uuid NOT NULL REFERENCES users (id),
    role text NOT NULL,
    -- Permissions beyond the role's, as bits (`api/src/access/permissions.rs`).
    rights integer NOT NULL DEFAULT 0,
    -- Only `active` opens anything.
    state text NOT NULL DEFAULT 'active',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (session_id, user_id)
);

CREATE INDEX member_sessions ON member (user_id, session_id);
CREATE INDEX member_listed ON member (session_id, id DESC);
