-- What is told outside, a message a second for each session, under the lease of
-- its shard. A message stands at `telling` until it is known to be sent, so that
-- whoever goes on after somebody who died sends the same one again, and none a
-- third time.

local MOST, WINDOW_US = 100, 100 * 1000000
local EVERY_MS = 1000
-- A wait that is longer is of a clock that was set back.
local WAIT_MS_MAX = 15 * 60 * 1000
local KEPT_MS = 24 * 60 * 60 * 1000
local TRIES = 2

local function less(untold, field, count)
  -- Minus nothing is no integer to Redis.
  if tonumber(count) == 0 then
    return
  end
  if redis.call('HINCRBY', untold, field, -count) <= 0 then
    redis.call('HDEL', untold, field)
  end
end

local function more(untold, session, lines)
  redis.call('HINCRBY', untold, session, 1)
  if lines > 0 then
    redis.call('HINCRBY', untold, session .. ':lines', lines)
  end
end

-- KEYS lease untold telling broadcast bucket
-- ARGV fence session changes lines body
-- Takes a message that is to be sent now. Answers a word, and the message or for
-- how long to wait.
local function send(keys, args)
  local session = args[2]
  if redis.call('GET', keys[1]) ~= args[1] then
    return { 'fenced', '' }
  end
  local now = time_ms()
  local known = redis.call('HMGET', keys[4], 'seq', 'not_before', 'tries', 'lines')
  local wait = tonumber(known[2] or 0) - now
  if wait > 0 and wait <= WAIT_MS_MAX then
    return { 'wait', text(wait) }
  end
  local message = redis.call('HGET', keys[3], session)
  local tries = tonumber(known[3] or 0)
  if message and tries >= TRIES then
    -- Nobody knows whether it came. What it said is said anew.
    redis.call('HDEL', keys[3], session)
    more(keys[2], session, tonumber(known[4] or 0))
    return { 'wait', '0' }
  end
  if not message and args[5] == '' then
    return { 'nothing', '' }
  end
  local taken = take(keys[5], MOST, WINDOW_US)
  if taken[1] == 0 then
    return { 'wait', text(math.ceil(taken[3] / 1000)) }
  end
  if message then
    redis.call('HSET', keys[4], 'tries', tries + 1, 'not_before', text(now + EVERY_MS))
    return { 'send', message }
  end
  local last = tonumber(known[1] or 0)
  local seq = math.max(now, last + 1)
  message = '{"seq":' .. text(seq) .. ',"after":' .. text(last) .. ',' .. args[5]
  redis.call('HSET', keys[3], session, message)
  less(keys[2], session, args[3])
  less(keys[2], session .. ':lines', args[4])
  redis.call('HSET', keys[4], 'seq', text(seq), 'not_before', text(now + EVERY_MS),
    'tries', 1, 'lines', args[4])
  redis.call('PEXPIRE', keys[4], KEPT_MS)
  return { 'send', message }
end

-- KEYS lease untold telling broadcast state board list dirty marks
-- ARGV fence session outcome(sent|unsent|unclear) wait_ms problem note
-- What became of a message. Its session's board has how it goes; whoever looks is
-- told at once where that is another than before.
local function sent(keys, args)
  local session, outcome, problem = args[2], args[3], args[5]
  if redis.call('GET', keys[1]) ~= args[1] then
    return 0
  end
  local now = time_ms()
  local known = redis.call('HMGET', keys[4], 'problem', 'lines', 'last_ms', 'sent')
  local lines = tonumber(known[2] or 0)
  if outcome == 'sent' then
    redis.call('HSET', keys[4], 'last_ms', text(now))
    known[3], known[4] = text(now), redis.call('HINCRBY', keys[4], 'sent', 1)
  else
    redis.call('HSET', keys[4], 'not_before', text(now + args[4]))
  end
  if outcome ~= 'unclear' and redis.call('HDEL', keys[3], session) == 1 and outcome == 'unsent' then
    more(keys[2], session, lines)
  end
  redis.call('HSET', keys[4], 'problem', problem)
  redis.call('PEXPIRE', keys[4], KEPT_MS)
  if redis.call('EXISTS', keys[5]) == 0 then
    return 1
  end
  local waiting = tonumber(redis.call('HGET', keys[2], session .. ':lines') or 0)
  if outcome == 'unclear' then
    waiting = waiting + lines
  end
  local said = problem == '' and 'null' or '"' .. problem .. '"'
  redis.call('HSET', keys[6], args[6], '{"sent":' .. text(tonumber(known[4] or 0))
    .. ',"waiting":' .. text(waiting) .. ',"last_ms":' .. (known[3] or 'null')
    .. ',"problem":' .. said .. '}')
  redis.call('ZADD', keys[7], 'NX', 1, args[6])
  if (known[1] or '') ~= problem then
    redis.call('HINCRBY', keys[6], 'seq', 1)
    mark(keys[8], keys[9], session)
  end
  return 1
end

register('send', send)
register('sent', sent, ALWAYS)
