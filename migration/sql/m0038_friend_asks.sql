-- Whom somebody asked to be a friend, by the name that they typed: whoever asks learns
-- nothing of whether somebody has it.

CREATE TABLE friend_ask (
    -- What the asker takes it back by.
    id uuid PRIMARY KEY,
    person uuid NOT NULL REFERENCES users (id),
    login text NOT NULL CHECK (char_length(login) BETWEEN 1 AND 100),
    made_at timestamptz NOT NULL DEFAULT now(),
    -- When it came to whom it meant: it comes to nobody a second time.
    found_at timestamptz
);

CREATE UNIQUE INDEX friend_ask_of ON friend_ask (person, lower(login));
CREATE INDEX friend_ask_login ON friend_ask (lower(login)) WHERE found_at IS NULL;

-- Requests from before have come to whom they meant.
INSERT INTO friend_ask (id, person, login, made_at, found_at)
SELECT gen_random_uuid(), f.by, min(i.login), f.made_at, f.made_at
FROM friendship f
JOIN identities i ON i.user_id = CASE WHEN f.one = f.by THEN f.other ELSE f.one END
WHERE f.state = 'asked' AND char_length(i.login) BETWEEN 1 AND 100
GROUP BY f.one, f.other, f.by, f.made_at
ON CONFLICT DO NOTHING;
