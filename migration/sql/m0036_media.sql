-- Pictures and recordings of people, written anew before they are kept, in pieces.

CREATE TABLE media (
    id uuid PRIMARY KEY,
    owner uuid NOT NULL REFERENCES users (id),
    kind text NOT NULL CHECK (kind IN ('image', 'audio')),
    -- As HTTP names it.
    type text NOT NULL,
    -- Of pictures, as they are shown.
    width integer,
    height integer,
    -- Of recordings.
    duration_ms integer,
    -- Of all pieces.
    bytes integer NOT NULL CHECK (bytes > 0),
    made_at timestamptz NOT NULL DEFAULT now(),
    -- What it belongs to, as which of several; null until then.
    message_id uuid REFERENCES message (id),
    circle_id uuid REFERENCES circle (id),
    place smallint,
    -- What it shows, in words.
    alt text,
    CHECK ((kind = 'image') = (width IS NOT NULL AND height IS NOT NULL)),
    CHECK ((kind = 'audio') = (duration_ms IS NOT NULL)),
    CHECK ((message_id IS NULL) = (circle_id IS NULL) AND (message_id IS NULL) = (place IS NULL))
);

CREATE INDEX media_owner ON media (owner);
CREATE UNIQUE INDEX media_message ON media (message_id, place) WHERE message_id IS NOT NULL;
CREATE INDEX media_circle ON media (circle_id) WHERE circle_id IS NOT NULL;
CREATE INDEX media_unused ON media (made_at) WHERE message_id IS NULL;

CREATE TABLE media_chunk (
    media_id uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    n integer NOT NULL CHECK (n >= 0),
    bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 262144),
    PRIMARY KEY (media_id, n)
);

-- It is compressed already.
ALTER TABLE media_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
