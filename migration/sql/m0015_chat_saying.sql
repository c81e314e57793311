-- What came of the last that the bot was to say in a session's chat.
CREATE TABLE chat_saying (
    session_id uuid PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    problem    text,
    at         timestamptz NOT NULL
);
