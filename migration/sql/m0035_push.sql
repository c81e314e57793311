-- Browsers that let themselves be told of notices.

CREATE TABLE push_subscription (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    -- The sign-in that made it, which it ends with: one browser.
    sign_in bytea NOT NULL UNIQUE REFERENCES login_session (hash) ON DELETE CASCADE,
    -- Where its push service takes what is for it.
    endpoint text NOT NULL UNIQUE CHECK (octet_length(endpoint) <= 1024),
    -- What its browser opens that with.
    p256dh bytea NOT NULL CHECK (octet_length(p256dh) = 65),
    auth bytea NOT NULL CHECK (octet_length(auth) = 16),
    -- The key of ours that it was made for: the service takes no other's.
    server_key text NOT NULL CHECK (octet_length(server_key) <= 100),
    -- As its person tells it from others.
    name text NOT NULL CHECK (octet_length(name) <= 240),
    made_at timestamptz NOT NULL DEFAULT now(),
    -- When the service last took something, if it ever did.
    used_at timestamptz,
    -- How often it refused since.
    refused integer NOT NULL DEFAULT 0
);

CREATE INDEX push_subscription_user ON push_subscription (user_id);
