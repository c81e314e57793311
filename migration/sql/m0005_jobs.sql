-- Durable jobs, each attempt on record, and what people do to many at once.

CREATE TABLE job (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    queue text NOT NULL,
    -- The shape of `payload`: a release runs none that is newer than its own.
    version smallint NOT NULL,
    payload jsonb NOT NULL,
    -- While it waits for its first attempt, no other of its name has this key.
    key text,
    state text NOT NULL CHECK (state IN
        ('scheduled', 'queued', 'running', 'retrying', 'done', 'dead', 'discarded')),
    attempt integer NOT NULL DEFAULT 0,
    attempts_max integer NOT NULL CHECK (attempts_max > 0),
    run_at timestamptz NOT NULL,
    -- When its id last went to the queue; the relay sends it again later.
    pushed_at timestamptz,
    worker text,
    started_at timestamptz,
    -- A running job whose lease has run out was lost with its worker.
    lease_until timestamptz CHECK ((lease_until IS NOT NULL) = (state = 'running')),
    ended_at timestamptz,
    error text,
    created_at timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE UNIQUE INDEX job_key ON job (name, key) WHERE state IN ('scheduled', 'queued');
CREATE INDEX job_waiting ON job (queue, run_at) WHERE state IN ('scheduled', 'queued', 'retrying');
CREATE INDEX job_running ON job (lease_until) WHERE state = 'running';
-- Ids grow with time: each list of the console is a range of this index.
CREATE INDEX job_listed ON job (state, name, id);

-- How each attempt of a durable job ended, and each failure of a signal.
CREATE TABLE job_attempt (
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    is_signal boolean NOT NULL DEFAULT false,
    name text NOT NULL,
    queue text NOT NULL,
    key text,
    worker text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    outcome text NOT NULL CHECK (outcome IN
        ('done', 'failed', 'timed_out', 'panicked', 'lost', 'given_back')),
    error text,
    log jsonb,
    PRIMARY KEY (job_id, attempt)
);

CREATE INDEX job_attempt_worker ON job_attempt (worker, job_id);
CREATE INDEX job_attempt_signal ON job_attempt (job_id) WHERE is_signal;

-- Queues that a person stopped. A queue without a row is open.
CREATE TABLE job_queue (
    name text PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('open', 'paused', 'draining')),
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Runs by minute, for charts.
CREATE TABLE job_minute (
    minute timestamptz NOT NULL,
    name text NOT NULL,
    worker text NOT NULL,
    queue text NOT NULL,
    done bigint NOT NULL,
    failed bigint NOT NULL,
    dead bigint NOT NULL,
    waited_ms bigint NOT NULL,
    ran_ms bigint NOT NULL,
    PRIMARY KEY (minute, name, worker)
);

-- An action on all jobs of a filter: in batches, in the order of ids, up to
-- the newest one that there was when it began.
CREATE TABLE job_bulk (
    id uuid PRIMARY KEY,
    action text NOT NULL CHECK (action IN ('retry', 'discard', 'run')),
    filter jsonb NOT NULL,
    actor text NOT NULL,
    actor_id uuid,
    reason text,
    total bigint NOT NULL,
    done bigint NOT NULL DEFAULT 0,
    skipped bigint NOT NULL DEFAULT 0,
    state text NOT NULL CHECK (state IN ('running', 'stopped', 'done')),
    after_id uuid NOT NULL,
    until_id uuid NOT NULL,
    note text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- When each schedule is next due. Whoever comes first enqueues its job.
CREATE TABLE job_schedule (
    name text PRIMARY KEY,
    cron text NOT NULL,
    time_zone text NOT NULL,
    next_at timestamptz NOT NULL,
    last_at timestamptz,
    last_job uuid
);

-- Workers as they last reported, and what a person wants of them.
CREATE TABLE worker (
    name text PRIMARY KEY,
    version text NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    wanted text NOT NULL DEFAULT 'work' CHECK (wanted IN ('work', 'quiet', 'drain', 'stop')),
    report jsonb NOT NULL
);
