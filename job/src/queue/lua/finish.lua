-- Forgets a job that has ended.
-- KEYS  1 the worker's inflight  2 data  3 meta of the job
-- ARGV  1 id
redis.call('SREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('DEL', KEYS[3])
