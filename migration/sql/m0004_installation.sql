-- What is settled once for the whole installation, and what each shard has been through.

CREATE TABLE installation (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    shards smallint NOT NULL CHECK (shards > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE shard_generation (
    shard smallint PRIMARY KEY CHECK (shard >= 0),
    generation bigint NOT NULL
);
