-- Circles: communities whose words, roles and decisions are rows.

CREATE TABLE circle (
    id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 1,
    config jsonb NOT NULL,
    kind text NOT NULL GENERATED ALWAYS AS (config->>'kind') STORED,
    -- The number of its newest message, and of its newest change.
    head bigint NOT NULL DEFAULT 0,
    n bigint NOT NULL DEFAULT 0,
    -- What was said up to here is its members' who came in by then: the circle was less
    -- open before.
    closed_until bigint NOT NULL DEFAULT 0,
    opened_at timestamptz,
    active_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    -- It is deleted, and gone for good by then.
    closing_at timestamptz
);

CREATE INDEX circle_found ON circle (active_at DESC, id DESC)
    WHERE kind = 'public' AND closing_at IS NULL;
CREATE INDEX circle_closing ON circle (closing_at) WHERE closing_at IS NOT NULL;

CREATE TABLE circle_member (
    circle_id uuid NOT NULL REFERENCES circle (id),
    user_id uuid NOT NULL REFERENCES users (id),
    role text NOT NULL CHECK (role IN ('member', 'moderator', 'admin', 'owner')),
    state text NOT NULL CHECK (state IN ('pending', 'active', 'rejected', 'banned', 'left')),
    -- A ban that ends; null of one that does not.
    until timestamptz,
    -- Reads, and writes nothing.
    restricted_until timestamptz,
    -- What was said by whoever decided.
    reason text,
    -- What they answered to the circle's question.
    answer text,
    -- Up to which message they have read.
    read bigint NOT NULL DEFAULT 0,
    joined_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (circle_id, user_id)
);

CREATE INDEX circle_member_of ON circle_member (user_id, circle_id);
CREATE INDEX circle_member_listed ON circle_member (circle_id, state, joined_at, user_id);
CREATE UNIQUE INDEX circle_owner ON circle_member (circle_id) WHERE role = 'owner';

-- Whom the owner wants to have it, until then.
CREATE TABLE circle_transfer (
    circle_id uuid PRIMARY KEY REFERENCES circle (id),
    user_id uuid NOT NULL REFERENCES users (id),
    until timestamptz NOT NULL
);

CREATE INDEX circle_transfer_to ON circle_transfer (user_id);

-- A way in: a secret for so many, or a place kept for one.
CREATE TABLE circle_invitation (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle (id),
    by uuid NOT NULL REFERENCES users (id),
    hash bytea UNIQUE CHECK (octet_length(hash) = 32),
    user_id uuid REFERENCES users (id),
    uses_left integer NOT NULL CHECK (uses_left >= 0),
    made_at timestamptz NOT NULL DEFAULT now(),
    until timestamptz NOT NULL,
    CHECK ((hash IS NULL) <> (user_id IS NULL))
);

CREATE INDEX circle_invitation_of ON circle_invitation (circle_id, id DESC);
CREATE INDEX circle_invitation_to ON circle_invitation (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX circle_invitation_until ON circle_invitation (until);

CREATE TABLE message (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle (id),
    -- Its number among those that were shown; null while it is held.
    seq bigint,
    version bigint NOT NULL DEFAULT 1,
    kind text NOT NULL,
    -- Null once they are erased.
    author uuid REFERENCES users (id),
    -- Null once it is removed.
    text text,
    state text NOT NULL CHECK (state IN ('held', 'shown', 'hidden', 'removed')),
    -- A moderator looked at this version, and kept it: reports do not hide it.
    is_kept boolean NOT NULL DEFAULT false,
    pinned_at timestamptz,
    -- Counted anew with each change.
    comments integer NOT NULL DEFAULT 0,
    counts jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz,
    UNIQUE (circle_id, seq)
);

CREATE INDEX message_author ON message (author, circle_id, id DESC);
CREATE INDEX message_pinned ON message (circle_id) WHERE pinned_at IS NOT NULL;

-- What a message or a comment said before it was edited.
CREATE TABLE message_version (
    item_id uuid NOT NULL,
    version bigint NOT NULL,
    circle_id uuid NOT NULL REFERENCES circle (id),
    text text NOT NULL,
    edited_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (item_id, version)
);

CREATE INDEX message_version_circle ON message_version (circle_id);
CREATE INDEX message_version_edited ON message_version (edited_at);

CREATE TABLE comment (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle (id),
    message_id uuid NOT NULL REFERENCES message (id),
    -- The comment that it answers, which answers none.
    parent uuid REFERENCES comment (id),
    version bigint NOT NULL DEFAULT 1,
    author uuid REFERENCES users (id),
    text text,
    state text NOT NULL CHECK (state IN ('shown', 'hidden', 'removed')),
    is_kept boolean NOT NULL DEFAULT false,
    counts jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz
);

CREATE INDEX comment_of ON comment (message_id, id);
CREATE INDEX comment_circle ON comment (circle_id);
CREATE INDEX comment_author ON comment (author, circle_id, id DESC);

-- One a person and item, of messages and of comments.
CREATE TABLE reaction (
    item_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    circle_id uuid NOT NULL REFERENCES circle (id),
    kind text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (item_id, user_id)
);

CREATE INDEX reaction_of ON reaction (user_id);
CREATE INDEX reaction_circle ON reaction (circle_id);

CREATE TABLE favourite (
    user_id uuid NOT NULL REFERENCES users (id),
    message_id uuid NOT NULL REFERENCES message (id),
    circle_id uuid NOT NULL REFERENCES circle (id),
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, message_id)
);

CREATE INDEX favourite_circle ON favourite (circle_id);
CREATE INDEX favourite_message ON favourite (message_id);

-- The last changes to what stands in a circle, numbered without gaps.
CREATE TABLE circle_change (
    circle_id uuid NOT NULL REFERENCES circle (id),
    n bigint NOT NULL,
    op text NOT NULL,
    message_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (circle_id, n)
);

-- What a moderator has to look at: an item that is held or reported.
CREATE TABLE circle_case (
    item_id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle (id),
    is_comment boolean NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    claimed_by uuid REFERENCES users (id),
    claimed_until timestamptz
);

CREATE INDEX circle_case_open ON circle_case (circle_id, opened_at, item_id);

CREATE TABLE circle_report (
    item_id uuid NOT NULL,
    by uuid NOT NULL REFERENCES users (id),
    circle_id uuid NOT NULL REFERENCES circle (id),
    reason text NOT NULL,
    text text,
    -- Whether it helps to hide the item by itself.
    counts boolean NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    PRIMARY KEY (item_id, by)
);

CREATE INDEX circle_report_circle ON circle_report (circle_id);
CREATE INDEX circle_report_by ON circle_report (by, made_at);

CREATE TABLE decision (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle (id),
    item_id uuid,
    -- Whose item it is, or who is decided about.
    person uuid REFERENCES users (id),
    by uuid REFERENCES users (id),
    act text NOT NULL,
    rule smallint,
    reason text,
    until timestamptz,
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX decision_circle ON decision (circle_id, id DESC);
CREATE INDEX decision_person ON decision (person) WHERE person IS NOT NULL;
CREATE INDEX decision_by ON decision (by) WHERE by IS NOT NULL;
