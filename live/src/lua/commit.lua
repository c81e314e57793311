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

-- The state that another is to be decided on, where a reading of it would be
-- whole: nothing beside it counts.
local function moved(now, state, before, is_wanted)
  if is_wanted == '1' and before.rules_bytes == 0 then
    return { 'moved', now, redis.call('GET', state) }
  end
  return { 'moved', now, false }
end

-- `state` is all of it, or its head where it was put at the key `staged`, so
-- that Lua has nothing to do with what is long.
local function try(keys, args)
  local id, state, due, fence, prompt = args[1], args[5], args[6], args[7], args[10]
  local effects = tonumber(args[19])
  local events_from = 20 + 4 * effects
  local now = time_ms()
  -- No more of it than is read: Lua hashes each byte of each string that it has.
  local old = redis.call('GETRANGE', keys[1], 0, HEADER_BYTES - 1)
  if old == '' then
    return { 'cold', now, false }
  end
  local answered = args[11] ~= '' and redis.call('HGET', keys[10], 'a' .. args[11])
  if answered then
    return { 'answered', now, answered }
  end
  local before, after = header(old), header(state)
  if before.incarnation ~= tonumber(args[2]) or before.rev ~= tonumber(args[3])
      or before.at ~= tonumber(args[4]) then
    return moved(now, keys[1], before, args[13])
  end
  if fence ~= '' and redis.call('GET', keys[8]) ~= fence then
    return { 'fenced', now, false }
  end
  if math.abs(now - after.at) > CLOCK_SKEW_MS and after.at ~= before.at then
    return { 'clock', now, false }
  end
  if is_full(keys[5], keys[6], args, events_from) then
    return { 'audit_full', now, false }
  end
  if has_moved(keys, 11, args, 20, effects) then
    return { 'moved', now, false }
  end
  if args[14] == '1' then
    -- It stays for ever before it is the state, or it never is.
    if redis.call('PERSIST', keys[11]) == 0 then
      return { 'unstaged', now, false }
    end
    redis.call('RENAME', keys[11], keys[1])
  else
    redis.call('SET', keys[1], state)
  end
  if fence == '' then
    redis.call('ZADD', keys[9], now, id)
  end
  if args[11] ~= '' then
    remember(keys[10], args[11], args[12])
  end
  take_effect(keys, 11, args, 20, effects, { id = id, due = keys[2], now = now })
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
    publish(keys[7], nil, args[8], args[9], prompt)
  end
  if args[18] == '1' then
    mark(keys[3], keys[4], id)
  end
  return { 'ok', now, false }
end

-- Whoever asks is still who they were, and may. Answers a word where not, and
-- what is left of their limit where they have one.
local function pass_gate(keys, args)
  if args[15] == '' then
    return nil, false
  end
  if redis.call('GET', keys[#keys - 1]) ~= args[15] then
    return 'stranger', false
  end
  if args[16] == '' then
    return nil, false
  end
  local taken = take(keys[#keys], tonumber(args[16]), tonumber(args[17]))
  return taken[1] == 0 and 'limited' or nil, taken
end

-- KEYS state due dirty marks events bytes line lease hot answers staged aside…
--      [pass limit]
-- ARGV id incarnation rev at state due|'' fence|'' publish channel prompt|''
--      command_id|'' answer state_wanted(0|1) is_staged(0|1)
--      pass|'' most|'' window_us|'' is_marked(0|1) effects effect… event…
-- Answers a word, the time, what belongs to the word, and what was taken of the
-- limit. Whoever changes a session uses it, so it stays hot as if it were
-- watched.
local function commit(keys, args)
  local closed, taken = pass_gate(keys, args)
  local answer = closed and { closed, time_ms(), false } or try(keys, args)
  answer[4] = taken
  if args[14] == '1' and answer[1] ~= 'ok' then
    redis.call('UNLINK', keys[11])
  end
  return answer
end

register('commit', commit)
