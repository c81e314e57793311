-- What is talked about in public circles now, and how far counts have been looked at again.

-- Joined anew each minute, of what people did in the last hour. It names messages that may
-- be gone or hidden by now: whoever reads it asks the message, so it holds none.
CREATE TABLE circle_trend (
    message_id uuid PRIMARY KEY,
    score bigint NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX comment_lately ON comment (created_at);
CREATE INDEX reaction_lately ON reaction (at);
CREATE INDEX favourite_lately ON favourite (at);

-- Behind which row whoever looks at counts goes on; the nil id is before the first.
CREATE TABLE circle_count_check (
    what text PRIMARY KEY CHECK (what IN ('circles', 'messages', 'comments')),
    behind uuid NOT NULL
);
