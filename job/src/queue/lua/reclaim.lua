#!lua flags=allow-oom
-- After a cut connection nobody knows what an unheard answer said: jobs that
-- the worker was given without hearing of it go back, and that was no start.
-- KEYS  1 active  2 the worker's inflight
-- ARGV  1 what the meta keys begin with  2.. ids that the worker knows of
-- Returns how many were given back.
local known = {}
for i = 2, #ARGV do
  known[ARGV[i]] = true
end
local given = 0
for _, id in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  if not known[id] then
    redis.call('SREM', KEYS[2], id)
    redis.call('LPUSH', KEYS[1], id)
    local meta = ARGV[1] .. id
    if redis.call('HEXISTS', meta, 'starts') == 1 then
      redis.call('HINCRBY', meta, 'starts', -1)
    end
    given = given + 1
  end
end
return given
