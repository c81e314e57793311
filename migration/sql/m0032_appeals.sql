-- Cases that are the house's, what a warning came to, and what people say against what was
-- decided about them.

ALTER TABLE circle_case ADD COLUMN escalated_at timestamptz;

CREATE INDEX circle_case_oldest ON circle_case (opened_at, item_id);

ALTER TABLE decision
    -- What a warning came to; null of what is no warning.
    ADD COLUMN came_to text CHECK (came_to IN ('warn', 'restrict', 'ban')),
    -- It was decided by the house: so is what is said against it.
    ADD COLUMN by_house boolean NOT NULL DEFAULT false,
    -- What it did to its person is over: an appeal or a moderator took it back.
    ADD COLUMN lifted_at timestamptz;

CREATE INDEX decision_item ON decision (item_id) WHERE item_id IS NOT NULL;

-- One a decision, by its person.
CREATE TABLE appeal (
    id uuid PRIMARY KEY,
    decision_id uuid NOT NULL UNIQUE REFERENCES decision (id),
    circle_id uuid NOT NULL REFERENCES circle (id),
    person uuid NOT NULL REFERENCES users (id),
    text text NOT NULL CHECK (char_length(text) <= 1000),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'upheld', 'overturned')),
    made_at timestamptz NOT NULL DEFAULT now(),
    decided_by uuid REFERENCES users (id),
    -- What whoever decided said.
    reason text,
    decided_at timestamptz
);

CREATE INDEX appeal_open ON appeal (made_at, id) WHERE state = 'open';
CREATE INDEX appeal_circle ON appeal (circle_id);
CREATE INDEX appeal_person ON appeal (person);
CREATE INDEX appeal_decided_by ON appeal (decided_by) WHERE decided_by IS NOT NULL;
