-- Messages that are said without a name: their row has no author. Beside it stands a mark,
-- by which whoever said it is known again, and the author, sealed.

-- The name is the table's now.
ALTER INDEX message_author RENAME TO message_by_author;

ALTER TABLE message
    ADD COLUMN is_anonymous boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT message_unnamed CHECK (author IS NULL OR NOT is_anonymous);

CREATE TABLE message_author (
    item_id uuid PRIMARY KEY REFERENCES message (id),
    circle_id uuid NOT NULL REFERENCES circle (id),
    -- A keyed hash of the circle and the person: the same for all that they say there
    -- without a name, and another in each circle.
    mark bytea NOT NULL CHECK (octet_length(mark) = 32),
    sealed bytea NOT NULL
);

CREATE INDEX message_author_mark ON message_author (mark);
CREATE INDEX message_author_circle ON message_author (circle_id);

-- What marks are made with, sealed; one row.
CREATE TABLE author_key (
    id uuid PRIMARY KEY,
    sealed bytea NOT NULL
);

-- Of a decision about whoever said something without a name: it has no person.
ALTER TABLE decision
    ADD COLUMN mark bytea CHECK (octet_length(mark) = 32),
    ADD CONSTRAINT decision_unnamed CHECK (person IS NULL OR mark IS NULL);

CREATE INDEX decision_mark ON decision (mark) WHERE mark IS NOT NULL;

-- Null where its decision has a mark.
ALTER TABLE appeal ALTER COLUMN person DROP NOT NULL;
