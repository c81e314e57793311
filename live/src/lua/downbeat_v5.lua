#!lua name=downbeat_v5

-- All that Redis decides for live sessions. A function that fails keeps what
-- it wrote, so each decides first and writes last. A released library never
-- changes: the next one is downbeat_v6.
--
-- A state begins with format, incarnation, rev, at_ms, config version and the
-- tally's rules; what follows is Rust's. Layouts are in packed.rs and in
-- session's tally.rs.

local HEADER = '>BI8I8I8I8I2'
local TALLY = '>BI8I8ddI8'
local TALLY_BYTES = 41
local BUCKETS = 100
local CLOCK_SKEW_MS = 250
local LEASE_MS = 750
local SEEN_MS = 11 * 60 * 1000
local DEBOUNCE_MS = 1000
local TOLD_S = 3600
local STREAM_EVENTS = 100000
local STREAM_BYTES = 32 * 1024 * 1024
local PACE_MS = 5000
local PACE_BUCKETS = 120
local ENDED_ROUND_MS = 7 * 24 * 3600 * 1000
local PARKED = 1000
local ANSWERS = 256
local ANSWERS_BYTES = 128 * 1024
local ANSWERS_MS = 10 * 60 * 1000

local function time_us()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end

local function time_ms()
  return math.floor(time_us() / 1000)
end

local function text(number)
  return string.format('%.0f', number)
end

local function header(state)
  local _, incarnation, rev, at, version, rules_bytes = struct.unpack(HEADER, state)
  return { incarnation = incarnation, rev = rev, at = at, version = version, rules_bytes = rules_bytes }
end

-- Dirty sessions are scored by a mark that only grows, so a beat forgets what
-- it has told, and nothing newer, with one range.
local function mark(dirty, marks, id)
  redis.call('ZADD', dirty, redis.call('INCR', marks), id)
end

local function line_of(line)
  local stored = redis.call('GET', line)
  if not stored then
    return 0, 0
  end
  local epoch, n = struct.unpack('>I8I8', stored)
  return epoch, n
end

-- Every message on a shard carries (epoch, n), by which readers see a gap.
local function publish(line, epoch, command, channel, payload)
  local last_epoch, n = line_of(line)
  epoch = epoch or last_epoch
  n = epoch == last_epoch and n + 1 or 1
  redis.call('SET', line, struct.pack('>I8I8', epoch, n))
  redis.call(command, channel, struct.pack('>BI8I8', 1, epoch, n) .. payload)
end

-- `round` is 0 for none, 1 for one about the two sides, 2 for choices, which
-- leave the bar where it is.
local function rules_of(state)
  if string.byte(state) == 1 then
    local model, decay, weight, bucket_ms, per_min, sides, at = struct.unpack('>BddI4I4B', state, 36)
    return {
      model = model, decay = decay, weight = weight, bucket_ms = bucket_ms, per_min = per_min,
      round = 0, sides = sides, at = at,
    }
  end
  local model, decay, weight, bucket_ms, per_min, round, started, ends, id, sides, at =
    struct.unpack('>BddI4I4BI8I8c16B', state, 36)
  return {
    model = model, decay = decay, weight = weight, bucket_ms = bucket_ms, per_min = per_min,
    round = round, started = started, ends = ends, round_id = id, sides = sides, at = at,
  }
end

local function tally_of(key, now, per_min)
  local stored = redis.call('GETRANGE', key, 0, TALLY_BYTES - 1)
  if #stored < TALLY_BYTES then
    return { seq = 0, at = now, value = 0, tokens = per_min, tokens_at = now }
  end
  local _, seq, at, value, tokens, tokens_at = struct.unpack(TALLY, stored)
  return { seq = seq, at = at, value = value, tokens = tokens, tokens_at = tokens_at }
end

local function tally_bytes(tally)
  return struct.pack(TALLY, 1, tally.seq, tally.at, tally.value, tally.tokens, tally.tokens_at)
end

local function add(key, due, id, rules, tally, side, now)
  now = math.max(now, tally.at)
  if rules.model == 0 then
    local push = side == 0 and rules.weight or -rules.weight
    local value = tally.value * math.exp(-rules.decay * ((now - tally.at) / 1000)) + push
    tally.value = math.max(-100, math.min(100, value))
  else
    local bucket = math.floor(now / rules.bucket_ms)
    local width = 8 + 4 * rules.sides
    local from = TALLY_BYTES + (bucket % BUCKETS) * width
    local slot = redis.call('GETRANGE', key, from, from + width - 1)
    if #slot < width or struct.unpack('>I8', slot) ~= bucket then
      slot = struct.pack('>I8', bucket) .. string.rep('\0', width - 8)
    end
    local place = 8 + 4 * side
    local count = math.min(struct.unpack('>I4', slot, place + 1) + 1, 4294967295)
    slot = string.sub(slot, 1, place) .. struct.pack('>I4', count) .. string.sub(slot, place + 5)
    redis.call('SETRANGE', key, from, slot)
    redis.call('ZADD', due, 'LT', text((bucket + BUCKETS) * rules.bucket_ms), id)
  end
  tally.seq = tally.seq + 1
  tally.at = now
  redis.call('SETRANGE', key, 0, tally_bytes(tally))
end

-- A vote of the round that runs: one more for its side, in its second, and
-- whose it was.
local function add_to_round(keys, rules, side, chatter, now)
  if rules.round == 0 or now >= rules.ends then
    return
  end
  redis.call('BITFIELD', keys.round, 'OVERFLOW', 'SAT', 'INCRBY', 'u32', '#' .. side, 1)
  local second = math.max(0, math.floor((now - rules.started) / 1000))
  redis.call('HINCRBY', keys.seconds, text(second) .. ':' .. side, 1)
  redis.call('PFADD', keys.voters, chatter)
end

-- Votes of the last ten minutes, in buckets of 5 s.
local function keep_pace(key, now)
  local bucket = math.floor(now / PACE_MS)
  local from = (bucket % PACE_BUCKETS) * 8
  local slot = redis.call('GETRANGE', key, from, from + 7)
  local votes = 1
  if #slot == 8 and struct.unpack('>I4', slot) == bucket then
    votes = struct.unpack('>I4', slot, 5) + 1
  end
  redis.call('SETRANGE', key, from, struct.pack('>I4I4', bucket, votes))
  if votes == 1 then
    redis.call('PEXPIRE', key, PACE_MS * (PACE_BUCKETS + 1))
  end
end

local function record(events, bytes, args, from)
  local added = 0
  for i = from, #args do
    redis.call('XADD', events, '*', 'event', args[i])
    added = added + #args[i]
  end
  if added > 0 then
    redis.call('INCRBY', bytes, added)
  end
end

local function is_full(events, bytes, args, from)
  local adds = 0
  for i = from, #args do
    adds = adds + #args[i]
  end
  local stored = tonumber(redis.call('GET', bytes) or 0)
  return adds > 0 and (stored + adds > STREAM_BYTES or redis.call('XLEN', events) >= STREAM_EVENTS)
end

-- KEYS state tally told hot due dirty marks round voters rounds events bytes
--      since parked
-- ARGV id state due|'' round|'' votes sketch|'' since|'' event…
-- A round that comes back brings what was saved of it, and leaves its events.
-- `since` is the last change of a session that comes back as it went.
local function open(keys, args)
  local id, state, due, round = args[1], args[2], args[3], args[4]
  local new = header(state)
  local now = time_ms()
  local told = tonumber(redis.call('GET', keys[3]) or 0)
  if -told >= new.version then
    return { 'deleted', now }
  end
  if told > new.version then
    return { 'stale', now }
  end
  local hot = redis.call('GET', keys[1])
  if hot and header(hot).incarnation >= new.incarnation then
    return { 'hot', now }
  end
  if math.abs(now - new.at) > CLOCK_SKEW_MS then
    return { 'clock', now }
  end
  if is_full(keys[11], keys[12], args, 8) then
    return { 'audit_full', now }
  end
  redis.call('SET', keys[1], state)
  if args[7] ~= '' then
    redis.call('SET', keys[13], args[7])
  else
    redis.call('DEL', keys[13])
  end
  redis.call('HDEL', keys[14], id)
  if new.rules_bytes > 0 then
    local rules = rules_of(state)
    redis.call('SET', keys[2], tally_bytes({ seq = 0, at = now, value = 0, tokens = rules.per_min, tokens_at = now }))
  else
    redis.call('DEL', keys[2])
  end
  redis.call('ZADD', keys[4], now, id)
  if due ~= '' then
    redis.call('ZADD', keys[5], due, id)
  else
    redis.call('ZREM', keys[5], id)
  end
  if round ~= '' then
    redis.call('SET', keys[8], args[5])
    if args[6] ~= '' then
      redis.call('SET', keys[9], args[6])
    end
    redis.call('ZADD', keys[10], 0, id .. ':' .. round)
  end
  record(keys[11], keys[12], args, 8)
  mark(keys[6], keys[7], id)
  return { 'ok', now }
end

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

local function set_aside(from, to)
  if redis.call('EXISTS', from) == 1 then
    redis.call('RENAME', from, to)
    redis.call('PEXPIRE', to, ENDED_ROUND_MS)
  end
end

-- KEYS state due dirty marks events bytes line lease hot answers
--      tally round seconds voters rounds ended_seconds ended_voters
-- ARGV id incarnation rev state due|'' op fence|'' publish channel prompt|''
--      ends|'' votes begins|'' sides command_id|'' answer event…
-- Without rules before and after, the second row of keys is not there. Whoever
-- changes a session uses it, so it stays hot as if it were watched.
local function commit(keys, args)
  local id, state, due, op, fence, prompt = args[1], args[4], args[5], args[6], args[7], args[10]
  local now = time_ms()
  local old = redis.call('GET', keys[1])
  if not old then
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
  if is_full(keys[5], keys[6], args, 17) then
    return { 'audit_full', now }
  end
  local ends, begins = args[11], args[13]
  -- The result that was decided must be the result.
  if ends ~= '' and (redis.call('GET', keys[12]) or '') ~= args[12] then
    return { 'moved', now }
  end
  redis.call('SET', keys[1], state)
  if fence == '' then
    redis.call('ZADD', keys[9], now, id)
  end
  if args[15] ~= '' then
    remember(keys[10], args[15], args[16])
  end
  if ends ~= '' then
    redis.call('DEL', keys[12])
    set_aside(keys[13], keys[16])
    set_aside(keys[14], keys[17])
    redis.call('ZADD', keys[15], 1, id .. ':' .. ends)
  end
  if begins ~= '' then
    redis.call('SET', keys[12], string.rep('\0', 4 * tonumber(args[14])))
    redis.call('ZADD', keys[15], 0, id .. ':' .. begins)
  end
  if op ~= '' then
    local rules = rules_of(state)
    local tally = tally_of(keys[11], now, rules.per_min)
    if op == 'zero' then
      tally.seq, tally.value, tally.at = tally.seq + 1, 0, math.max(now, tally.at)
      redis.call('SET', keys[11], tally_bytes(tally))
    else
      add(keys[11], keys[2], id, rules, tally, tonumber(op), now)
    end
  end
  -- Only a tally may be due before its state is.
  if after.rules_bytes > 0 then
    if due ~= '' then
      redis.call('ZADD', keys[2], 'LT', due, id)
    end
  elseif due ~= '' then
    redis.call('ZADD', keys[2], due, id)
  else
    redis.call('ZREM', keys[2], id)
  end
  record(keys[5], keys[6], args, 17)
  if prompt ~= '' then
    publish(keys[7], nil, args[8], args[9], prompt)
  else
    mark(keys[3], keys[4], id)
  end
  return { 'ok', now }
end

-- KEYS state tally seen said dirty marks due round seconds voters pace
-- ARGV id text chatter
-- Answers 0 inactive, 1 no match, 2 duplicate, 3 debounced, 4 limited, 5 counted.
local function vote(keys, args)
  local state = redis.call('GET', keys[1])
  if not state then
    return 0
  end
  if header(state).rules_bytes == 0 then
    return 1
  end
  local rules = rules_of(state)
  local word = '\0' .. args[2] .. '\0'
  local side
  local at = rules.at
  for candidate = 0, rules.sides - 1 do
    local length = struct.unpack('>I2', state, at)
    if string.find(string.sub(state, at + 2, at + 1 + length), word, 1, true) then
      side = candidate
      break
    end
    at = at + 2 + length
  end
  if not side then
    return 1
  end
  if not redis.call('SET', keys[3], '', 'NX', 'PX', SEEN_MS) then
    return 2
  end
  if redis.call('EXISTS', keys[4]) == 1 then
    return 3
  end
  local now = time_ms()
  local tally = tally_of(keys[2], now, rules.per_min)
  if rules.per_min > 0 then
    local passed = math.max(0, now - tally.tokens_at)
    local tokens = math.min(rules.per_min, tally.tokens + passed * rules.per_min / 60000)
    if tokens < 1 then
      return 4
    end
    tally.tokens, tally.tokens_at = tokens - 1, now
  end
  redis.call('SET', keys[4], '', 'PX', DEBOUNCE_MS)
  if rules.round == 2 then
    tally.seq, tally.at = tally.seq + 1, math.max(now, tally.at)
    redis.call('SETRANGE', keys[2], 0, tally_bytes(tally))
  else
    add(keys[2], keys[7], args[1], rules, tally, side, now)
  end
  local counted = { round = keys[8], seconds = keys[9], voters = keys[10] }
  add_to_round(counted, rules, side, args[3], now)
  keep_pace(keys[11], now)
  mark(keys[5], keys[6], args[1])
  return 5
end

-- KEYS told; ARGV version deleted(0|1)
-- The highest config version that was told, kept even while the session is
-- cold; negative for a session that was deleted with it.
local function told(keys, args)
  local known = math.abs(tonumber(redis.call('GET', keys[1]) or 0))
  local version = tonumber(args[1])
  if version >= known then
    redis.call('SET', keys[1], text(args[2] == '1' and -version or version), 'EX', TOLD_S)
  end
  return 'ok'
end

local function forget(keys, id)
  redis.call('DEL', keys[1], keys[2])
  redis.call('ZREM', keys[3], id)
  redis.call('ZREM', keys[4], id)
  redis.call('ZREM', keys[5], id)
end

-- KEYS state tally hot due dirty events lease since; ARGV id incarnation rev unwatched_since fence
local function close(keys, args)
  local id = args[1]
  if redis.call('GET', keys[7]) ~= args[5] then
    return 'fenced'
  end
  local state = redis.call('GET', keys[1])
  if not state then
    forget(keys, id)
    return 'ok'
  end
  local known = header(state)
  if known.incarnation ~= tonumber(args[2]) or known.rev ~= tonumber(args[3]) then
    return 'moved'
  end
  if tonumber(redis.call('ZSCORE', keys[3], id) or 0) > tonumber(args[4]) then
    return 'watched'
  end
  local first = redis.call('XRANGE', keys[6], '-', '+', 'COUNT', 1)[1]
  if first and tonumber(string.match(first[1], '^(%d+)')) <= known.at + 1000 then
    return 'undrained'
  end
  forget(keys, id)
  redis.call('DEL', keys[8])
  return 'ok'
end

-- KEYS line; ARGV publish channel payload
-- A word to a shard's watchers outside the beat.
local function say(keys, args)
  publish(keys[1], nil, args[1], args[2], args[3])
  return 1
end

-- KEYS state seconds voters rounds; ARGV id round round_bytes ended(0|1) second…
-- What Postgres has of a round is forgotten here; all of it once it is over.
local function saved(keys, args)
  local state = redis.call('GET', keys[1])
  local runs = args[4] == '0' and state and header(state).rules_bytes > 0
    and rules_of(state).round_id == args[3]
  if runs then
    if #args > 4 then
      redis.call('HDEL', keys[2], unpack(args, 5))
    end
    return 0
  end
  redis.call('DEL', keys[2], keys[3])
  return redis.call('ZREM', keys[4], args[1] .. ':' .. args[2])
end

-- KEYS value; ARGV text ttl_ms
-- Keeps what was found, but never over a grave that was dug meanwhile.
local function keep(keys, args)
  if redis.call('GET', keys[1]) == 'null' then
    return 0
  end
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return 1
end

-- KEYS value; ARGV text ttl_ms
-- Says that what was kept is no more. It is a revocation, so a full memory does
-- not stop it.
local function invalidate(keys, args)
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return 1
end

-- KEYS limit; ARGV most window_us
-- Takes one of `most` in a window, as a bucket that leaks evenly (GCRA).
-- Answers whether it was there, what is left, and when all are back.
local function take(keys, args)
  local now, most, window = time_us(), tonumber(args[1]), tonumber(args[2])
  local each = window / most
  local full_at = math.max(now, tonumber(redis.call('GET', keys[1]) or 0))
  local next_full_at = full_at + each
  if next_full_at - now > window then
    return { 0, 0, math.ceil(next_full_at - window - now) }
  end
  redis.call('SET', keys[1], text(next_full_at), 'PX', math.ceil((next_full_at - now) / 1000))
  return { 1, math.floor((window - (next_full_at - now)) / each), math.ceil(next_full_at - now) }
end

-- KEYS parked due; ARGV id why
-- A session that its rules cannot run any more, or that cannot be read: nothing
-- is due of it until a person has looked at it.
local function park(keys, args)
  redis.call('ZREM', keys[2], args[1])
  if redis.call('HLEN', keys[1]) < PARKED then
    redis.call('HSET', keys[1], args[1], args[2])
  end
  return 1
end

-- KEYS state tally hot due dirty parked round since; ARGV id state
-- Lets a life of a session go that cannot be used, if it is still that one.
local function discard(keys, args)
  if (redis.call('GET', keys[1]) or '') ~= args[2] then
    return 0
  end
  forget(keys, args[1])
  redis.call('DEL', keys[7], keys[8])
  redis.call('HDEL', keys[6], args[1])
  return 1
end

-- KEYS state tally hot due dirty line round since parked; ARGV id publish channel payload
-- A deleted session: gone at once, and its watchers are told.
local function finish(keys, args)
  local was = redis.call('EXISTS', keys[1])
  forget(keys, args[1])
  redis.call('DEL', keys[7], keys[8])
  redis.call('HDEL', keys[9], args[1])
  publish(keys[6], nil, args[2], args[3], args[4])
  return was
end

-- KEYS lease line generation; ARGV nonce
-- Takes a free lease. Its epoch grows across emptied stores and fail-overs.
local function lease(keys, args)
  if redis.call('EXISTS', keys[1]) == 1 then
    return false
  end
  local last = line_of(keys[2])
  local epoch = math.max(last + 1, time_us())
  local value = text(epoch) .. ':' .. args[1]
  redis.call('SET', keys[1], value, 'PX', LEASE_MS)
  return { value, redis.call('GET', keys[3]) or '' }
end

-- KEYS lease generation, of several shards; ARGV value of each
local function renew(keys, args)
  local renewed = {}
  for i, value in ipairs(args) do
    local held = redis.call('GET', keys[2 * i - 1]) == value
    if held then
      redis.call('PEXPIRE', keys[2 * i - 1], LEASE_MS)
    end
    renewed[i] = held and (redis.call('GET', keys[2 * i]) or '')
  end
  return renewed
end

-- KEYS lease; ARGV value
local function release(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 0
  end
  return redis.call('DEL', keys[1])
end

-- KEYS lease generation; ARGV value generation
local function recovered(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 0
  end
  redis.call('SET', keys[2], args[2])
  return 1
end

-- KEYS members; ARGV member
local function join(keys, args)
  local now = time_ms()
  redis.call('ZADD', keys[1], now + LEASE_MS, args[1])
  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', now)
  return redis.call('ZRANGE', keys[1], 0, -1)
end

-- KEYS marks; answers this primary's time in microseconds
local function time()
  return text(time_us())
end

-- KEYS dirty of several shards; ARGV most
-- What changed in each, oldest first; nothing at all where nothing did.
local function dirty(keys, args)
  if redis.call('EXISTS', unpack(keys)) == 0 then
    return {}
  end
  local found = {}
  for i, key in ipairs(keys) do
    found[i] = redis.call('ZRANGE', key, 0, args[1] - 1, 'WITHSCORES')
  end
  return found
end

-- KEYS due of several shards; ARGV most
-- What is due in each, soonest first.
local function due(keys, args)
  local now, found = time_ms(), {}
  for i, key in ipairs(keys) do
    found[i] = redis.call('ZRANGEBYSCORE', key, '-inf', now, 'WITHSCORES', 'LIMIT', 0, args[1])
  end
  return found
end

-- KEYS lease dirty line; ARGV value mark|'' publish channel payload
local function beat(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 0
  end
  local epoch = tonumber(string.match(args[1], '^(%d+)'))
  publish(keys[3], epoch, args[3], args[4], args[5])
  if args[2] ~= '' then
    redis.call('ZREMRANGEBYSCORE', keys[2], '-inf', args[2])
  end
  return 1
end

-- KEYS lease state tally due dirty marks; ARGV value id incarnation rev seq due|'' aged(0|1)
-- The end of an advance: the next due time, if nothing moved meanwhile.
local function settle(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then
    return 'fenced'
  end
  local id = args[2]
  local state = redis.call('GET', keys[2])
  if not state then
    redis.call('ZREM', keys[4], id)
    return 'cold'
  end
  local known = header(state)
  if known.incarnation ~= tonumber(args[3]) or known.rev ~= tonumber(args[4]) then
    return 'moved'
  end
  if known.rules_bytes > 0 then
    local now = time_ms()
    local tally = tally_of(keys[3], now, 0)
    local has_moved = tally.seq ~= tonumber(args[5])
    if has_moved and args[6] == '' then
      return 'moved'
    end
    -- A vote that came meanwhile tells what has aged, too.
    if args[7] == '1' and not has_moved then
      tally.seq, tally.at = tally.seq + 1, math.max(now, tally.at)
      redis.call('SETRANGE', keys[3], 0, tally_bytes(tally))
      mark(keys[5], keys[6], id)
    end
  end
  if args[6] ~= '' then
    redis.call('ZADD', keys[4], args[6], id)
  else
    redis.call('ZREM', keys[4], id)
  end
  return 'ok'
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

local function register(name, callback, flags)
  redis.register_function({ function_name = 'downbeat_v5_' .. name, callback = callback, flags = flags or {} })
end

-- What an owner must be able to do when memory is full is allowed to.
local ALWAYS = { 'allow-oom' }
local READS = { 'no-writes' }

register('open', open)
register('commit', commit)
register('read_for', read_for, READS)
register('vote', vote)
register('told', told, ALWAYS)
register('close', close, ALWAYS)
register('say', say, ALWAYS)
register('keep', keep)
register('invalidate', invalidate, ALWAYS)
register('saved', saved, ALWAYS)
register('take', take, ALWAYS)
register('park', park, ALWAYS)
register('discard', discard, ALWAYS)
register('finish', finish, ALWAYS)
register('lease', lease, ALWAYS)
register('renew', renew, ALWAYS)
register('release', release, ALWAYS)
register('recovered', recovered, ALWAYS)
register('join', join, ALWAYS)
register('time', time, READS)
register('dirty', dirty, READS)
register('due', due, READS)
register('beat', beat, ALWAYS)
register('settle', settle, ALWAYS)
register('watch', watch, ALWAYS)
register('look_later', look_later, ALWAYS)
register('trim', trim, ALWAYS)
