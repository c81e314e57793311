-- Notices: what somebody is told of, each once, when they want to be told.

CREATE TABLE notice (
    id uuid PRIMARY KEY,
    -- Without a key to them: whoever tells somebody something would hold them, too.
    user_id uuid NOT NULL,
    type text NOT NULL,
    -- What is told as one: causes with the same subject are one notice for a day.
    subject text NOT NULL,
    circle_id uuid,
    -- Ids and numbers of what it is about, and a moderator's words.
    about jsonb NOT NULL DEFAULT '{}',
    -- Whoever caused it last, and how many did.
    actors uuid[] NOT NULL DEFAULT '{}',
    count integer NOT NULL DEFAULT 1,
    -- Causes up to here are in the notice before.
    since timestamptz NOT NULL DEFAULT 'epoch',
    -- The last cause.
    at timestamptz NOT NULL DEFAULT now(),
    made_at timestamptz NOT NULL DEFAULT now(),
    -- When it last told more than before: who read it earlier has not read that.
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed', 'read')),
    -- When it is told; null while its person wants none of its type.
    deliver_at timestamptz DEFAULT now(),
    told_at timestamptz,
    -- When it was put into a mail of several.
    listed_at timestamptz
);

CREATE INDEX notice_of ON notice (user_id, at DESC, id DESC);
CREATE INDEX notice_unread ON notice (user_id) WHERE state <> 'read';
CREATE INDEX notice_subject ON notice (user_id, subject, id DESC);
CREATE INDEX notice_due ON notice (deliver_at, user_id) WHERE state = 'pending';
CREATE INDEX notice_actors ON notice USING gin (actors);
CREATE INDEX notice_circle ON notice (circle_id) WHERE circle_id IS NOT NULL;
CREATE INDEX notice_old ON notice (at);

-- When people were told something in the last hour, whatever became of that.
CREATE TABLE notice_told (
    user_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX notice_told_of ON notice_told (user_id, at);
CREATE INDEX notice_told_at ON notice_told (at);

-- How somebody wants to be told.
CREATE TABLE notice_settings (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    settings jsonb NOT NULL,
    -- What a link in a mail names them by, to send no more.
    unsubscribe uuid NOT NULL UNIQUE,
    -- When what goes by the clock is next.
    remind_at timestamptz,
    summary_at timestamptz,
    digest_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX notice_settings_remind ON notice_settings (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX notice_settings_summary ON notice_settings (summary_at) WHERE summary_at IS NOT NULL;
CREATE INDEX notice_settings_digest ON notice_settings (digest_at) WHERE digest_at IS NOT NULL;
