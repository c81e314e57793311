-- People of circles: what they say of themselves, and whom they follow, block and mute.

CREATE TABLE profile (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    version bigint NOT NULL DEFAULT 1,
    about text NOT NULL CHECK (char_length(about) <= 500),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE follow (
    follower uuid NOT NULL REFERENCES users (id),
    followed uuid NOT NULL REFERENCES users (id),
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (follower, followed),
    CHECK (follower <> followed)
);

CREATE INDEX follow_of ON follow (followed);

-- It keeps both from each other.
CREATE TABLE block (
    blocker uuid NOT NULL REFERENCES users (id),
    blocked uuid NOT NULL REFERENCES users (id),
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (blocker, blocked),
    CHECK (blocker <> blocked)
);

CREATE INDEX block_of ON block (blocked);

CREATE TABLE mute (
    muter uuid NOT NULL REFERENCES users (id),
    muted uuid NOT NULL REFERENCES users (id),
    -- Null for good.
    until timestamptz,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (muter, muted),
    CHECK (muter <> muted)
);

CREATE INDEX mute_of ON mute (muted);
CREATE INDEX mute_until ON mute (until) WHERE until IS NOT NULL;
