-- A step of a session, if it is still as it was when that was decided.

local HEADER_BYTES = 35
local ANSWERS = 256
local ANSWERS_BYTES = 128 * 1024
local ANSWERS_MS = 10 * 60 * 1000

-- Keeps the answer to a command of one actor: `a<id>` is the answer, `s<n>` the
-- id that came as the nth, `n` the newest, `o` the oldest that is kept, `b` the
-- bytes of all. The actor's own oldest go.
local function remember(key, id, answer)
  local known = redis.call('HMGET', key, 'n', 'o', 'b')
  local newest, oldest = tonumber(known[1] or 0) + 1, tonumber(known[2] or 1)
  local bytes = tonumber(known[3] or 0) + #id + #answer
  while oldest < newest and (newest - oldest >= ANSWERS or bytes > ANSWERS_BYTES) do
    local old = redis.call('HGET', key, 's' .. oldest)
    bytes = bytes - #old - redis.call('HSTRLEN', key, 'a' .. old)
    redis.call('HDEL', key, 'a' .. old, 's' .. oldest)
    oldest = oldest + 1
  end
  redis.call('HSET', key, 'n', newest, 'o', oldest, 'b', bytes, 's' .. newest, id, 'a' .. id, answer)
  redis.call('PEXPIRE', key, ANSWERS_MS)
end

-- KEYS state tally round answers; ARGV id
-- A session, and what a command of this id was answered with, in one reading.
local function read_for(keys, args)
  return {
    redis.call('GET', keys[1]), redis.call('GET', keys[2]), redis.call('GET', keys[3]),
    redis.call('HGET', keys[4], 'a' .. args[1]),
  }
end

-- KEYS state due dirty marks events bytes line lease hot answers aside…
-- ARGV id incarnation rev state due|'' fence|'' publish channel prompt|''
--      command_id|'' answer effects effect… event…
-- Whoever changes a session uses it, so it stays hot as if it were watched.
local function commit(keys, args)
  local id, state, due, fence, prompt = args[1], args[4], args[5], args[6], args[9]
  local effects = tonumber(args[12])
  local events_from = 13 + 4 * effects
  local now = time_ms()
  -- No more of it than is read: Lua hashes each byte of each string that it has.
  local old = redis.call('GETRANGE', keys[1], 0, HEADER_BYTES - 1)
  if old == '' then
    return { 'cold', now }
  end
  local before, after = header(old), header(state)
  if before.incarnation ~= tonumber(args[2]) or before.rev ~= tonumber(args[3]) then
    return { 'moved', now }
  end
  if fence ~= '' and redis.call('GET', keys[8]) ~= fence then
    return { 'fenced', now }
  end
  if math.abs(now - after.at) > CLOCK_SKEW_MS and after.at ~= before.at then
    return { 'clock', now }
  end
  if is_full(keys[5], keys[6], args, events_from) then
    return { 'audit_full', now }
  end
  if has_moved(keys, 10, args, 13, effects) then
    return { 'moved', now }
  end
  redis.call('SET', keys[1], state)
  if fence == '' then
    redis.call('ZADD', keys[9], now, id)
  end
  if args[10] ~= '' then
    remember(keys[10], args[10], args[11])
  end
  take_effect(keys, 10, args, 13, effects, { id = id, due = keys[2], now = now })
  -- Only a tally may be due before its state is.
  if after.rules_bytes > 0 then
    if due ~= '' then
      set_due(keys[2], 'LT', due, id)
    end
  elseif due ~= '' then
    set_due(keys[2], nil, due, id)
  else
    redis.call('ZREM', keys[2], id)
  end
  record(keys[5], keys[6], args, events_from)
  if prompt ~= '' then
    publish(keys[7], nil, args[7], args[8], prompt)
  else
    mark(keys[3], keys[4], id)
  end
  return { 'ok', now }
end

-- KEYS board list…; ARGV shown of each list…
-- A board's seq, and for each list how many there are and the newest.
local function read_board(keys, args)
  local answer = { redis.call('HGET', keys[1], 'seq') or '0' }
  for at = 2, #keys do
    local newest = redis.call('ZRANGE', keys[at], 0, args[at - 1] - 1, 'REV')
    if #newest > 0 then
      newest = redis.call('HMGET', keys[1], unpack(newest))
    end
    answer[at] = { redis.call('ZCARD', keys[at]), newest }
  end
  return answer
end

register('commit', commit)
register('read_for', read_for, READS)
register('read_board', read_board, READS)
