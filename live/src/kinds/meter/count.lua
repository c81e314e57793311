-- The votes of one session, among those that are counted at once.

-- A tally as it is just before these votes.
local function tally_now(stored, now, per_min, decay)
  if not stored or #stored < TALLY_BYTES then
    return new_tally(now, per_min)
  end
  local _, seq, at, value, tokens, tokens_at = struct.unpack(TALLY, stored)
  if per_min > 0 then
    tokens = math.min(per_min, tokens + math.max(0, now - tokens_at) * per_min / 60000)
  else
    tokens, tokens_at = 0, LONG_AGO
  end
  if decay then
    value = value * math.exp(-decay * (math.max(0, now - at) / 1000))
  end
  return { read = seq, seq = seq, at = at, value = value, tokens = tokens, tokens_at = tokens_at }
end

-- What becomes of a vote that has a side, and whose marks were asked for at this
-- place.
local function outcome_of(group, vote, at, tally, per_min)
  local asked, fresh, marks, older = group.asked, group.fresh, group.marks, group.older
  local message, delivery, chatter = asked[at], asked[at + 1], asked[at + 2]
  local others = group.others
  if fresh[message] or marks[at] or older[at] or fresh[delivery] or marks[at + 1]
    or older[at + 1] or others and others[2 * vote - 1] then
    return DUPLICATE
  end
  fresh[message], fresh[delivery] = true, true
  keep(group, message, '')
  if delivery ~= message then
    keep(group, delivery, '')
  end
  local last = fresh[chatter] or marks[at + 2] or older[at + 2]
  -- One that lies further ahead is of a clock that was set back.
  if last and math.abs(group.now - last) < DEBOUNCE_MS or others and others[2 * vote] then
    return DEBOUNCED
  end
  if per_min > 0 then
    if tally.tokens < 1 then
      return LIMITED
    end
    tally.tokens, tally.tokens_at = tally.tokens - 1, group.now
  end
  fresh[chatter] = group.now
  keep(group, chatter, group.now_text)
  return COUNTED
end

-- Votes of a window are counted in the slot of their time. Only the first of a
-- slot can be due before all others.
local function add_to_window(group, tally, bucket_ms, by_side, sides)
  local width = 8 + 4 * sides
  local bucket = math.floor(tally.at / bucket_ms)
  local from = TALLY_BYTES + (bucket % BUCKETS) * width
  local slot = string.sub(group.stored or '', from + 1, from + width)
  if #slot < width or struct.unpack('>I8', slot) ~= bucket then
    slot = struct.pack('>I8', bucket) .. string.rep('\0', width - 8)
    set_due(group.prefix .. 'due', 'LT', text((bucket + BUCKETS) * bucket_ms), group.id)
  end
  for side, votes in pairs(by_side) do
    local place = 8 + 4 * side
    local count = math.min(struct.unpack('>I4', slot, place + 1) + votes, 4294967295)
    slot = string.sub(slot, 1, place) .. struct.pack('>I4', count) .. string.sub(slot, place + 5)
  end
  redis.call('SETRANGE', group.tally_key, from, slot)
  tally.slot = slot
end

-- A session whose votes were counted: what they moved, and its tally.
local function counted(group, tally, has_slots, votes, has_round)
  local bytes, prefix = tally_bytes(tally), group.prefix
  keep_pace(group, votes)
  local of = {
    changes = prefix .. 'changes', dirty = prefix .. 'dirty', marks = prefix .. 'marks',
    id = group.id, id_bytes = group.id_bytes,
  }
  local round = has_round and redis.call('GET', prefix .. 'round:' .. group.id) or ''
  tell_tally(of, group.state, tally, round)
  if has_slots or #(group.stored or '') > TALLY_BYTES then
    redis.call('SETRANGE', group.tally_key, 0, bytes)
  else
    local at = group.tally_count + 2
    group.tallies[at - 1], group.tallies[at], group.tally_count = group.tally_key, bytes, at
  end
end

-- Counts those that have a side.
local function count(group, session, first, last)
  local state, now, sides = group.strings[2 * session - 1], group.now, group.sides
  local key = group.keys[2 * session + 1]
  group.prefix, group.id, group.state = string.sub(key, 1, -43), string.sub(key, -36), state
  group.id_bytes = string.sub(group.args[#group.args - 2], 16 * session - 15, 16 * session)
  group.stored, group.tally_key = group.strings[2 * session], group.keys[2 * session + 2]
  group.place = group.places[session]
  local model, decay, weight, bucket_ms, per_min, round, started, ends = rules_of(state)
  local is_window, decays = model == 1 and round ~= 2, model == 0 and round ~= 2
  local is_in_round = round > 0 and now < ends
  local by_side = (is_window or is_in_round) and {}
  local voters = is_in_round and {}
  local tally = tally_now(group.stored, now, per_min, decays and decay)
  local at, votes = group.place - 2, 0
  for vote = first, last do
    local side = sides[vote]
    if side then
      at = at + 3
      local outcome = round > 0 and is_made_up(group, vote) and INACTIVE
        or outcome_of(group, vote, at, tally, per_min)
      group.out[vote] = outcome
      if outcome == COUNTED then
        votes = votes + 1
        if decays then
          local push = side == 0 and weight or -weight
          tally.value = math.max(-100, math.min(100, tally.value + push))
        end
        if by_side then
          by_side[side] = (by_side[side] or 0) + 1
        end
        if voters then
          voters[votes] = voter_of(group, vote)
        end
      end
    end
  end
  if votes == 0 then
    return
  end
  tally.seq, tally.at = tally.seq + votes, math.max(now, tally.at)
  if is_in_round then
    add_to_round(group, started, by_side, voters)
  end
  if is_window then
    add_to_window(group, tally, bucket_ms, by_side, (sides_of(state)))
  end
  counted(group, tally, is_window, votes, round > 0)
end
