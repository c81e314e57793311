-- Pushes a signal unless one for the same key waits already.
-- KEYS  1 once  2 data  3 meta of the job  4 active
-- ARGV  1 id  2 envelope  3 ttl of once in ms  4 wake channel
-- Returns 1 if pushed, 0 if coalesced.
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[3]) then
  return 0
end
local now = redis.call('TIME')
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[3], 'once', KEYS[1],
  'pushed_us', now[1] .. string.format('%06d', tonumber(now[2])))
redis.call('RPUSH', KEYS[4], ARGV[1])
redis.call('PUBLISH', ARGV[4], '')
return 1
