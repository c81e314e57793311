-- Webhooks that are wanted no more, and addresses that are nobody else's business.

-- Its receiver wants no more (410): nothing is sent since.
ALTER TABLE webhook ADD COLUMN stopped_at timestamptz;

-- An address may be a secret, and was kept where others read: in what went wrong
-- with a delivery, and in the audit log, which knows its host from now on.
UPDATE webhook SET problem = regexp_replace(problem, ' for url \([^)]*\)', '')
    WHERE problem LIKE '% for url (%';
UPDATE job SET error = regexp_replace(error, ' for url \([^)]*\)', '')
    WHERE name = 'deliver_webhook' AND error LIKE '% for url (%';
UPDATE job_attempt SET error = regexp_replace(error, ' for url \([^)]*\)', '')
    WHERE name = 'deliver_webhook' AND error LIKE '% for url (%';
ALTER TABLE audit_log DISABLE TRIGGER audit_log_is_final;
UPDATE audit_log
    SET details = details - 'url'
        || jsonb_build_object('host', substring(details->>'url' FROM '://(?:[^/?#]*@)?([^/?#]*)'))
    WHERE action IN ('webhook.set', 'webhook.remove') AND details ? 'url';
ALTER TABLE audit_log ENABLE TRIGGER audit_log_is_final;
