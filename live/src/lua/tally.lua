-- Counts that functions keep beside a state.

local TALLY = '>BI8I8ddI8'
local TALLY_BYTES = 41
local BUCKETS = 100

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
    set_due(due, 'LT', text((bucket + BUCKETS) * rules.bucket_ms), id)
  end
  tally.seq = tally.seq + 1
  tally.at = now
  redis.call('SETRANGE', key, 0, tally_bytes(tally))
end
