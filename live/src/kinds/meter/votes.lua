-- Votes of chat, and the rounds that count them.

local SEEN_MS = 11 * 60 * 1000
local DEBOUNCE_MS = 1000
local PACE_MS = 5000
local PACE_BUCKETS = 120

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

-- KEYS state tally seen said dirty marks due round seconds voters pace changes
-- ARGV id text chatter id_bytes
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
  local of = {
    changes = keys[12], dirty = keys[5], marks = keys[6], id = args[1], id_bytes = args[4],
  }
  tell_tally(of, state, tally, rules.round > 0 and redis.call('GET', keys[8]) or '')
  return 5
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

register('vote', vote)
register('saved', saved, ALWAYS)
