-- A session of an inner kind is a child: it lives in its parent's shard, is not
-- listed by itself, and ends with its parent.
ALTER TABLE sessions ADD COLUMN parent_id uuid;
CREATE INDEX sessions_of_parent ON sessions (parent_id, id)
    WHERE parent_id IS NOT NULL AND deleted_at IS NULL;
