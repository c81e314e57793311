-- Of which of its times whoever was in the room has been reminded: of each once,
-- whichever worker looks.
ALTER TABLE room_schedule ADD COLUMN reminded_at timestamptz;
