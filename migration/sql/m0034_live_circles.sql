-- Circles and inboxes are live: whose rows changed is told when the transaction ends. What
-- is told twice in a transaction is told once.

-- `rows <kind> <id>`: what the rows of a session say is to be read anew. The arguments are
-- the kind, and the column that has the id.
CREATE FUNCTION tell_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN
        changed := to_jsonb(OLD);
    ELSE
        changed := to_jsonb(NEW);
    END IF;
    PERFORM pg_notify('downbeat', format('rows %s %s', TG_ARGV[0], changed->>TG_ARGV[1]));
    RETURN NULL;
END
$$;

-- `rights <kind> <id> <account>`: what somebody may there is another thing.
CREATE FUNCTION tell_rights() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed circle_member%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN
        changed := OLD;
    ELSE
        changed := NEW;
    END IF;
    PERFORM pg_notify('downbeat', format('rows circle %s', changed.circle_id));
    PERFORM pg_notify('downbeat', format('rights circle %s %s', changed.circle_id, changed.user_id));
    RETURN NULL;
END
$$;

-- `rights <kind> <id>`: what everybody may.
CREATE FUNCTION tell_all_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('downbeat', format('rights circle %s', NEW.id));
    RETURN NULL;
END
$$;

CREATE TRIGGER circle_live AFTER UPDATE OR DELETE ON circle
    FOR EACH ROW EXECUTE FUNCTION tell_rows('circle', 'id');
CREATE TRIGGER circle_rights AFTER UPDATE ON circle
    FOR EACH ROW WHEN (OLD.kind IS DISTINCT FROM NEW.kind
        OR (OLD.closing_at IS NULL) <> (NEW.closing_at IS NULL))
    EXECUTE FUNCTION tell_all_rights();
CREATE TRIGGER circle_member_live AFTER INSERT OR DELETE OR UPDATE OF role, state, until
    ON circle_member FOR EACH ROW EXECUTE FUNCTION tell_rights();
CREATE TRIGGER circle_change_live AFTER INSERT ON circle_change
    FOR EACH ROW EXECUTE FUNCTION tell_rows('circle', 'circle_id');
CREATE TRIGGER message_live AFTER UPDATE OF counts, comments, text, state, pinned_at, author
    ON message FOR EACH ROW EXECUTE FUNCTION tell_rows('circle', 'circle_id');
CREATE TRIGGER comment_live AFTER UPDATE OF counts ON comment
    FOR EACH ROW EXECUTE FUNCTION tell_rows('circle', 'circle_id');
CREATE TRIGGER circle_case_live AFTER INSERT OR DELETE ON circle_case
    FOR EACH ROW EXECUTE FUNCTION tell_rows('circle', 'circle_id');
CREATE TRIGGER notice_live AFTER INSERT OR DELETE
    OR UPDATE OF state, count, actors, about, at ON notice
    FOR EACH ROW EXECUTE FUNCTION tell_rows('inbox', 'user_id');
