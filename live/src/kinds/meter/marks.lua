-- What is remembered of votes, as fields of one hash: each message that matched,
-- when each chatter was counted last, and how many a session has in the 5 s of
-- now. The hash is set aside after 11 minutes and kept for as long again, so that
-- a message is known for 11 minutes at least.

local MARKS_MS = 11 * 60 * 1000
local DEBOUNCE_MS = 1000
local PACE_MS = 5000
local PACE_BUCKETS = 120

local INACTIVE, NO_MATCH, DUPLICATE, DEBOUNCED, LIMITED, COUNTED, FAILED = 0, 1, 2, 3, 4, 5, 6

local function fill(out, first, last, outcome)
  for vote = first, last do
    out[vote] = outcome
  end
end

local function keep(group, field, value)
  local at = group.kept_count + 2
  group.kept[at - 1], group.kept[at], group.kept_count = field, value, at
end

-- Votes of the last ten minutes, in buckets of 5 s. A bucket goes to the ring
-- when it is over.
local function keep_pace(group, votes)
  local bucket = math.floor(group.now / PACE_MS)
  local known = group.marks[group.place] or group.older[group.place]
  local of, before
  if known then
    of, before = struct.unpack('>I4I4', known)
  end
  if of == bucket then
    votes = votes + before
  elseif known and math.abs(bucket - of) < PACE_BUCKETS then
    local ring, from = group.prefix .. 'pace:' .. group.id, (of % PACE_BUCKETS) * 8
    -- Releases before this one count there.
    local slot = redis.call('GETRANGE', ring, from, from + 7)
    if #slot == 8 and struct.unpack('>I4', slot) == of then
      before = before + struct.unpack('>I4', slot, 5)
    end
    redis.call('SETRANGE', ring, from, struct.pack('>I4I4', of, before))
    redis.call('PEXPIRE', ring, PACE_MS * (PACE_BUCKETS + 1))
  end
  keep(group, group.asked[group.place], struct.pack('>I4I4', bucket, votes))
end

-- Writes what is to be kept. The hash has the time of its first field.
local function write_marks(group)
  if group.kept_count == 0 then
    return
  end
  local hash, before = group.keys[1], group.keys[2]
  local began = tonumber(group.marks[1])
  if began and group.now - began >= MARKS_MS then
    redis.call('UNLINK', before)
    redis.call('RENAME', hash, before)
    began = nil
  end
  if not began then
    keep(group, '', group.now_text)
  end
  redis.call('HSET', hash, unpack(group.kept, 1, group.kept_count))
  if not began then
    redis.call('PEXPIRE', hash, 2 * MARKS_MS)
  end
end

-- Releases before this one look for keys instead.
local function write_others(group)
  for vote, outcome in ipairs(group.out) do
    local at = group.first_other + 2 * vote
    if outcome >= DEBOUNCED and outcome <= COUNTED then
      redis.call('SET', group.keys[at - 2], '', 'PX', MARKS_MS)
    end
    if outcome == COUNTED then
      redis.call('SET', group.keys[at - 1], '', 'PX', DEBOUNCE_MS)
    end
  end
end
