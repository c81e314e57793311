-- After a cut connection nobody knows what an unheard answer said: jobs that
-- the worker was given without hearing of it go back.
-- KEYS  1 active  2 the worker's inflight
-- ARGV  ids that the worker knows of
-- Returns how many were given back.
local known = {}
for _, id in ipairs(ARGV) do
  known[id] = true
end
local given = 0
for _, id in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  if not known[id] then
    redis.call('SREM', KEYS[2], id)
    redis.call('LPUSH', KEYS[1], id)
    given = given + 1
  end
end
return given
