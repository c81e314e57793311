-- A person's key, of 32 random bytes, encrypted with the first of `journal.keys`. It
-- encrypts what they write. Whoever is erased loses it first: then nothing of theirs
-- opens any more, wherever a copy of it is.
CREATE TABLE user_key (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    -- Named by whatever this key sealed.
    generation integer NOT NULL CHECK (generation > 0),
    wrapped bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- The keys of `journal.keys` that ever encrypted something, by their names.
CREATE TABLE journal_key (
    id text PRIMARY KEY,
    first_used_at timestamptz NOT NULL DEFAULT now(),
    -- The house said that it is thrown away.
    retired_at timestamptz
);

-- What a day is to somebody.
CREATE TABLE journal (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    zone text NOT NULL,
    starts_h smallint NOT NULL CHECK (starts_h BETWEEN 0 AND 6)
);

-- Of all that was written only this much can be read here: whose it is, for which
-- day, and when.
CREATE TABLE entry (
    user_id uuid NOT NULL REFERENCES users (id),
    id uuid NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    day date NOT NULL,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz NOT NULL DEFAULT now(),
    trashed_at timestamptz,
    PRIMARY KEY (user_id, id)
) PARTITION BY HASH (user_id);

CREATE INDEX entry_days ON entry (user_id, day DESC, id DESC) WHERE trashed_at IS NULL;
CREATE INDEX entry_trash ON entry (trashed_at) WHERE trashed_at IS NOT NULL;

-- What an entry was before it was edited.
CREATE TABLE entry_version (
    user_id uuid NOT NULL REFERENCES users (id),
    entry_id uuid NOT NULL,
    version integer NOT NULL,
    day date NOT NULL,
    content bytea NOT NULL,
    edited_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, entry_id, version)
) PARTITION BY HASH (user_id);

CREATE TABLE mood (
    user_id uuid NOT NULL REFERENCES users (id),
    id uuid NOT NULL,
    day date NOT NULL,
    at timestamptz NOT NULL,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, id)
) PARTITION BY HASH (user_id);

CREATE INDEX mood_days ON mood (user_id, day DESC, id DESC);

-- The prompt that a day offered.
CREATE TABLE prompt (
    user_id uuid NOT NULL REFERENCES users (id),
    day date NOT NULL,
    number smallint NOT NULL,
    -- How many others it offered before.
    swaps smallint NOT NULL DEFAULT 0,
    is_skipped boolean NOT NULL DEFAULT false,
    PRIMARY KEY (user_id, day)
) PARTITION BY HASH (user_id);

DO $$
DECLARE
    part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['entry', 'entry_version', 'mood', 'prompt'] LOOP
        FOR n IN 0..15 LOOP
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                part || '_' || n, part, n);
        END LOOP;
    END LOOP;
END $$;
