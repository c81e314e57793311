-- Counts that functions keep beside a state.

local TALLY = '>BI8I8ddI8'
local TALLY_BYTES = 41
local BUCKETS = 100
-- What a shard's list of changes may hold: it is read 20 times a second.
local CHANGES_BYTES = 128 * 1024

-- When the limit of a channel without one was counted last, so that all of it is
-- left once there is one.
local LONG_AGO = 0

local function new_tally(now, per_min)
  local tokens_at = per_min > 0 and now or LONG_AGO
  return { read = 0, seq = 0, at = now, value = 0, tokens = per_min, tokens_at = tokens_at }
end

local function tally_of(key, now, per_min)
  local stored = redis.call('GETRANGE', key, 0, TALLY_BYTES - 1)
  if #stored < TALLY_BYTES then
    return new_tally(now, per_min)
  end
  local _, seq, at, value, tokens, tokens_at = struct.unpack(TALLY, stored)
  return { read = seq, seq = seq, at = at, value = value, tokens = tokens, tokens_at = tokens_at }
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
    tally.slot = slot
    set_due(due, 'LT', text((bucket + BUCKETS) * rules.bucket_ms), id)
  end
  tally.seq = tally.seq + 1
  tally.at = now
  redis.call('SETRANGE', key, 0, tally_bytes(tally))
end

-- Says what moved in a tally since it was read: its change goes to the shard's
-- list, which the owner's beat publishes as it is. No list is there where no
-- owner reads one, and where one is too long it is given up: then the session is
-- dirty, and told as a whole. A list that was given up leaves a gap in what is
-- published, so that whoever watches reads again.
--
-- `of` has the keys changes, dirty and marks, and the session's id as text and as
-- 16 bytes; `round` is the counts of the round that runs, or ''. The layout is in
-- session's tally/moved.rs, behind id, incarnation and rev.
local function tell_tally(of, state, tally, round)
  local slot = tally.slot or ''
  local more = tally.seq - tally.read
  local moved = struct.pack('>I2I8I8dB', more, tally.seq, tally.at, tally.value, #slot)
  local place = of.id_bytes .. string.sub(state, 2, 17)
  local change = place .. moved .. slot .. string.char(#round) .. round
  local bytes = redis.call('APPEND', of.changes, change)
  if bytes == #change + 1 then
    wake(of.changes, 'dirty')
  end
  if bytes == #change or bytes > CHANGES_BYTES then
    redis.call('DEL', of.changes)
    mark(of.dirty, of.marks, of.id)
  end
end
