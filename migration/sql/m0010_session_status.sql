-- How a session is, in one word, as its last recorded event left it: for lists
-- of sessions that sleep. Null where nothing happened yet, and for kinds that
-- have no word for it.
ALTER TABLE sessions ADD COLUMN status text;
