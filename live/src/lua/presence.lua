-- Who is here: leases of seats, each of one API's open sockets, by when they end.

-- Session and seat, without the API.
local function seat_of(member)
  return string.match(member, '^(.*)\n[^\n]*$')
end

-- KEYS present; ARGV lease_ms member…
-- Begins or renews; answers the places of those that were not there. One that had
-- ended may have been told to be gone.
local function be_present(keys, args)
  local now = time_ms()
  local new = {}
  for i = 2, #args do
    local until_ms = redis.call('ZSCORE', keys[1], args[i])
    if not until_ms or tonumber(until_ms) <= now then
      new[#new + 1] = i - 2
    end
    redis.call('ZADD', keys[1], now + args[1], args[i])
  end
  return new
end

-- KEYS present; ARGV member…
-- The last socket of each is gone: its lease ends now, and not before.
local function be_gone(keys, args)
  local now = time_ms()
  for _, member in ipairs(args) do
    redis.call('ZADD', keys[1], 'XX', 'LT', now, member)
  end
  return 1
end

-- KEYS present; ARGV beginning…
-- Of each, a session and the first two words of a seat, whether a lease of one lasts.
local function are_here(keys, args)
  local here = {}
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', keys[1], '(' .. text(time_ms()), '+inf')) do
    local beginning = string.match(member, '^[^\n]*\n[^ \n]* [^ \n]*')
    if beginning then
      here[beginning] = true
    end
  end
  local told = {}
  for i, beginning in ipairs(args) do
    told[i] = here[beginning] and 1 or 0
  end
  return told
end

-- KEYS lease present; ARGV fence most
-- Leases that have ended, and of each whether another holds the same seat.
local function ended(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return { 'fenced' }
  end
  local now = time_ms()
  local found = redis.call('ZRANGEBYSCORE', keys[2], '-inf', now, 'WITHSCORES', 'LIMIT', 0, args[2])
  if #found == 0 then
    return { 'ok' }
  end
  local here = {}
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', keys[2], '(' .. text(now), '+inf')) do
    here[seat_of(member)] = true
  end
  local told = { 'ok' }
  for i = 1, #found, 2 do
    told[#told + 1] = found[i]
    told[#told + 1] = here[seat_of(found[i])] and '1' or '0'
    told[#told + 1] = found[i + 1]
  end
  return told
end

-- KEYS lease present; ARGV fence member
-- What has ended is forgotten once it was told; 'back' where it was renewed since, or
-- another API holds the same seat by now.
local function forget(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 'fenced'
  end
  local now = time_ms()
  local until_ms = tonumber(redis.call('ZSCORE', keys[2], args[2]) or 0)
  if until_ms > now then
    return 'back'
  end
  redis.call('ZREM', keys[2], args[2])
  local seat = seat_of(args[2])
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', keys[2], '(' .. text(now), '+inf')) do
    if seat_of(member) == seat then
      return 'back'
    end
  end
  return 'ok'
end

register('are_here', are_here, READS)
register('be_present', be_present, ALWAYS)
register('be_gone', be_gone, ALWAYS)
register('ended', ended, READS)
register('forget', forget, ALWAYS)
