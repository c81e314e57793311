-- What is watched in a shard, what waits in it, and its words to those who watch.

-- KEYS hot of several shards; ARGV most, then since of each
-- Sessions of each that nobody has watched since then.
local function unwatched(keys, args)
  local found = {}
  for i, key in ipairs(keys) do
    found[i] = redis.call('ZRANGEBYSCORE', key, '-inf', args[i + 1], 'LIMIT', 0, args[1])
  end
  return found
end

-- KEYS lease hot dirty due events of several shards
-- For people to see: the lease, how many are hot and dirty, when the first is
-- due, how many events wait, and the place of the oldest.
local function report(keys)
  local found = {}
  for i = 1, #keys / 5 do
    local at = 5 * (i - 1)
    local due = redis.call('ZRANGE', keys[at + 4], 0, 0, 'WITHSCORES')
    local oldest = redis.call('XRANGE', keys[at + 5], '-', '+', 'COUNT', 1)[1]
    found[i] = {
      redis.call('GET', keys[at + 1]) or '', redis.call('ZCARD', keys[at + 2]),
      redis.call('ZCARD', keys[at + 3]), due[2] or '', redis.call('XLEN', keys[at + 5]),
      oldest and oldest[1] or '',
    }
  end
  return found
end

-- KEYS marks; answers this primary's time in microseconds
local function time()
  return text(time_us())
end

-- KEYS line; ARGV publish channel payload
-- A word to a shard's watchers outside the beat.
local function say(keys, args)
  publish(keys[1], nil, args[1], args[2], args[3])
  return 1
end

-- KEYS hot state…; ARGV id…
-- Asserts what is watched; answers the places of those that are cold.
local function watch(keys, args)
  local now = time_ms()
  local cold = {}
  for i, id in ipairs(args) do
    if redis.call('EXISTS', keys[i + 1]) == 1 then
      redis.call('ZADD', keys[1], now, id)
    else
      cold[#cold + 1] = i - 1
    end
  end
  return cold
end

-- KEYS hot state…; ARGV now id…
-- Sessions that stay are looked at again after others; those that are gone go.
local function look_later(keys, args)
  for i = 2, #args do
    if redis.call('EXISTS', keys[i]) == 1 then
      redis.call('ZADD', keys[1], 'XX', 'GT', args[1], args[i])
    else
      redis.call('ZREM', keys[1], args[i])
    end
  end
  return 1
end

-- KEYS events bytes; ARGV after bytes…
-- The bytes are those of each event up to there, oldest first. Another drain may
-- have removed the older ones, and taken their bytes.
local function trim(keys, args)
  local removed = redis.call('XTRIM', keys[1], 'MINID', args[1])
  if redis.call('XLEN', keys[1]) == 0 then
    redis.call('SET', keys[2], 0)
  elseif removed > 0 then
    local bytes = 0
    for i = math.max(2, #args - removed + 1), #args do
      bytes = bytes + args[i]
    end
    redis.call('DECRBY', keys[2], bytes)
  end
  return removed
end

register('unwatched', unwatched, READS)
register('report', report, READS)
register('time', time, READS)
register('say', say, ALWAYS)
register('watch', watch, ALWAYS)
register('look_later', look_later, ALWAYS)
register('trim', trim, ALWAYS)
