-- What ends with a session, and what ends a subscription.

-- Where a session's events were sent when it ended: what happened before that
-- is still sent there.
CREATE TABLE ended_webhook (
    session_id uuid PRIMARY KEY REFERENCES sessions (id),
    -- The last one that the address is for.
    incarnation bigint NOT NULL,
    url text NOT NULL,
    -- Sealed as it was in `webhook`.
    secret bytea NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ended_webhook_ended ON ended_webhook (ended_at);

-- Sessions that ended before kept theirs.
UPDATE link_tokens SET revoked_at = now(), sealed = NULL
    FROM sessions
    WHERE sessions.id = link_tokens.session_id AND sessions.deleted_at IS NOT NULL
        AND link_tokens.revoked_at IS NULL;
DELETE FROM webhook USING sessions
    WHERE sessions.id = webhook.session_id AND sessions.deleted_at IS NOT NULL;

-- When its person last asked for it: a revocation that is older is not about it.
ALTER TABLE subscription ADD COLUMN wanted_at timestamptz NOT NULL DEFAULT now();

-- Messages of Twitch that a job was made of: one that comes again makes none.
CREATE TABLE webhook_message (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    received_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX webhook_message_received ON webhook_message (received_at);

-- The account that reads along in chat has taken its permission back. The row
-- goes when chat can be subscribed to again.
CREATE TABLE bot_revocation (
    account_id text PRIMARY KEY,
    revoked_at timestamptz NOT NULL
);
