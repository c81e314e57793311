-- The votes of a group are counted at once, because a command costs more than
-- what it does: all are read in three, and their marks are written in one.

-- Does it for each session with its votes. One that cannot be read fails alone,
-- and leaves no mark.
local function for_each(group, work)
  local last = 0
  for session = 1, #group.args[1] do
    local first = last + 1
    last = last + string.byte(group.args[1], session)
    if work == match or group.places[session] then
      local kept_count = group.kept_count
      local is_done, why = pcall(work, group, session, first, last)
      if not is_done then
        fill(group.out, first, last, FAILED)
        group.places[session], group.kept_count = nil, kept_count
        group.why = tostring(type(why) == 'table' and why.err or why)
      end
    end
  end
end

-- KEYS marks before (state tally)… (seen said)…, the latter while releases before
-- this one may count, too
-- ARGV votes_of_each (message delivery chatter)… pace… text… ids voters made_up
-- The votes are in the order of their sessions; `votes_of_each` has a byte a
-- session, and `ids` sixteen; `made_up` a byte a vote, or none if no vote is. What
-- else a session needs is named as its state is.
-- Answers a byte a vote, 0 inactive, 1 no match, 2 duplicate, 3 debounced, 4
-- limited, 5 counted, 6 failed; behind them, why.
local function votes(keys, args)
  local sessions = #args[1]
  local n = (#args - 4 - sessions) / 4
  local first_other = 3 + 2 * sessions
  local group = {
    keys = keys, args = args, paces = 1 + 3 * n, texts = 1 + 3 * n + sessions,
    strings = redis.call('MGET', unpack(keys, 3, first_other - 1)),
    out = {}, sides = {}, places = {}, asked = { '' }, why = '', kept_count = 0,
  }
  for_each(group, match)
  if #group.asked > 1 then
    group.now = time_ms()
    group.now_text = text(group.now)
    group.marks = redis.call('HMGET', keys[1], unpack(group.asked))
    group.older = redis.call('HMGET', keys[2], unpack(group.asked))
    group.first_other = first_other
    group.others = keys[first_other] and redis.call('MGET', unpack(keys, first_other))
    group.fresh, group.kept, group.tallies, group.tally_count = {}, {}, {}, 0
    for_each(group, count)
    if group.tally_count > 0 then
      redis.call('MSET', unpack(group.tallies, 1, group.tally_count))
    end
    -- Last: a vote that could not be counted may come again.
    write_marks(group)
    if group.others then
      write_others(group)
    end
  end
  return string.char(unpack(group.out)) .. group.why
end

register('votes', votes)
