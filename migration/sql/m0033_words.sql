-- Words that circles look out for, what is said in them when its time comes, and what is
-- counted of them.

CREATE TABLE circle_words (
    circle_id uuid PRIMARY KEY REFERENCES circle (id),
    version bigint NOT NULL DEFAULT 1,
    words jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Null of what was reported, and of what is held because its author is new.
ALTER TABLE circle_case ADD COLUMN reason text CHECK (reason = 'words');

ALTER TABLE message ADD COLUMN is_daily boolean NOT NULL DEFAULT false;

-- The messages of the day. Where there are none any more the row stays, for its version.
CREATE TABLE circle_daily (
    circle_id uuid PRIMARY KEY REFERENCES circle (id),
    version bigint NOT NULL DEFAULT 1,
    -- Who set them and says them; null once they are erased.
    by uuid REFERENCES users (id),
    kind text NOT NULL,
    texts jsonb NOT NULL,
    -- By the clock of the circle's zone, `08:00`.
    at text NOT NULL,
    -- How many had their turn.
    turn bigint NOT NULL DEFAULT 0,
    said_at timestamptz,
    -- Null while none is to be said.
    next_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX circle_daily_due ON circle_daily (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX circle_daily_by ON circle_daily (by) WHERE by IS NOT NULL;

CREATE TABLE circle_scheduled (
    id uuid PRIMARY KEY,
    circle_id uuid NOT NULL REFERENCES circle (id),
    by uuid NOT NULL REFERENCES users (id),
    kind text NOT NULL,
    text text NOT NULL,
    at timestamptz NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX circle_scheduled_of ON circle_scheduled (circle_id, at);
CREATE INDEX circle_scheduled_due ON circle_scheduled (at);
CREATE INDEX circle_scheduled_by ON circle_scheduled (by);

-- What was said and felt in a circle lately is counted.
CREATE INDEX message_said ON message (circle_id, created_at);
CREATE INDEX comment_said ON comment (circle_id, created_at);
CREATE INDEX reaction_given ON reaction (circle_id, at);
