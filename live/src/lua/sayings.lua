-- What is said at a session: counted, numbered, kept and told in one step, if the
-- session is still as it was when that was decided.

local WAITING = 20000
local WAITING_BYTES = 32 * 1024 * 1024
local TRIPS = 500
local TRIPS_MS = 60000
local TUNED_MS = 10000

-- How far away people are, and that they talk; what is known of all of them where
-- it is time to say it. Who has not said so for a while is forgotten then.
local function tune(keys, args, now)
  if args[15] == '' and args[16] == '0' then
    return false
  end
  local field = 'trip:' .. args[7]
  if args[15] ~= '' and (redis.call('HLEN', keys[7]) < TRIPS or redis.call('HGET', keys[7], field)) then
    redis.call('HSET', keys[7], field, args[15] .. ':' .. text(now))
  end
  if args[16] == '1' then
    redis.call('HSET', keys[7], 'in_use', 1)
  end
  redis.call('PEXPIRE', keys[7], TRIPS_MS)
  if not redis.call('SET', keys[8], '', 'NX', 'PX', TUNED_MS) then
    return false
  end
  local known = redis.call('HGETALL', keys[7])
  local over = { 'in_use' }
  for i = 1, #known, 2 do
    local at = tonumber(string.match(known[i + 1], ':(%d+)$'))
    if at and now - at > TRIPS_MS then
      over[#over + 1] = known[i]
    end
  end
  redis.call('HDEL', keys[7], unpack(over))
  return known
end

-- Whether no more may wait. The bytes of what is gone may be counted still where
-- nothing waits: a release before this one takes without counting.
local function is_waiting_full(keys)
  local count = redis.call('XLEN', keys[5])
  local bytes = tonumber(redis.call('GET', keys[6]) or 0)
  return count >= WAITING or count > 0 and bytes >= WAITING_BYTES
end

-- KEYS state line log lines waiting waiting_bytes trips tuned window…
-- ARGV id bytes incarnation rev at state_wanted(0|1) seat seat_json
--      what(''|line|hidden|unsay|unsay_hidden) whom|'' marked|'' head body member
--      trip|'' in_use(0|1) publish channel reference|'' q|'' n|'' removed|'' days heat|''
--      {most window burst}
-- Answers a word, the time, what belongs to the word, and what is to be tuned.
local function speak(keys, args)
  local now = time_ms()
  local known = redis.call('GETRANGE', keys[1], 0, 34)
  if known == '' then
    return { 'cold', now, false, false }
  end
  local before = header(known)
  if before.incarnation ~= tonumber(args[3]) or before.rev ~= tonumber(args[4])
      or before.at ~= tonumber(args[5]) then
    return { 'moved', now, args[6] == '1' and redis.call('GET', keys[1]), false }
  end
  local it = {
    session = args[1], id = args[2], seat = args[7], seat_json = args[8], whom = args[10],
    marked = args[11], head = args[12], body = args[13], member = args[14], reference = args[19],
    n_named = tonumber(args[21]), days = args[23], now = text(now), owns = {}, frames = {},
  }
  local what = args[9]
  if what ~= '' then
    local log = redis.call('HGETALL', keys[3])
    for i = 1, #log, 2 do
      local seat = string.match(log[i], '^own:(.*)$')
      if seat then
        it.owns[seat] = log[i + 1]
      else
        it[log[i]] = tonumber(log[i + 1])
      end
    end
    if not it.q then
      return { 'unloaded', now, false, false }
    end
  end
  local is_line = what == 'line' or what == 'hidden'
  local why = is_line and why_not(it, what == 'hidden')
  if why then
    return { why, now, false, false }
  end
  if (what ~= '' or args[24] ~= '') and is_waiting_full(keys) then
    return { 'waiting', now, false, false }
  end
  -- Last, so that what is refused takes nothing.
  local full, wait = take_windows(keys, 9, args, 25, #keys - 8, true)
  if full > 0 then
    return { 'full', now, text(full) .. ':' .. text(math.ceil(wait / 1000)), false }
  end
  local n
  if is_line then
    n = say_line(keys, it, what == 'hidden')
  elseif what ~= '' then
    unsay(keys, it, args[20], args[22], what == 'unsay_hidden')
  elseif it.whom ~= '' then
    frame(it, it.whom, it.body, nil, nil)
  end
  if args[24] ~= '' then
    send_off(keys, 'heat', it.session .. args[24])
  end
  if #it.frames > 0 then
    publish(keys[2], nil, args[17], args[18], table.concat(it.frames))
  end
  return { 'ok', now, n and text(n) or '', tune(keys, args, now) }
end

register('speak', speak)
