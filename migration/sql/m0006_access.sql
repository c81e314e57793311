-- Who may come in, and who did what.

ALTER TABLE users ADD COLUMN staff text CHECK (staff IN ('admin', 'reader'));

-- A browser that is signed in. Only a hash of its cookie is kept.
CREATE TABLE login_session (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    user_id uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    address text,
    agent text,
    ended_at timestamptz
);

CREATE INDEX login_session_user ON login_session (user_id) WHERE ended_at IS NULL;

-- A link that signs its user in: once, unless it is reusable.
CREATE TABLE login_link (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    user_id uuid NOT NULL REFERENCES users (id),
    is_reusable boolean NOT NULL DEFAULT false,
    lands_on text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE TABLE audit_log (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    target_kind text NOT NULL,
    target_id text NOT NULL,
    reason text,
    address text,
    details jsonb NOT NULL
);

CREATE INDEX audit_log_actor ON audit_log (actor, id);
CREATE INDEX audit_log_action ON audit_log (action, id);
CREATE INDEX audit_log_target ON audit_log (target_id, id);

-- What happened is never rewritten.
CREATE FUNCTION audit_log_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to';
END
$$;

CREATE TRIGGER audit_log_is_final BEFORE UPDATE OR DELETE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_final();

CREATE INDEX identities_login ON identities (lower(login));
CREATE INDEX sessions_incarnation ON sessions (incarnation DESC, id) WHERE deleted_at IS NULL;
