-- The rules by which a meter counts, and its rounds.

-- How many sides there are, and where their words begin.
local function sides_of(state)
  local at = string.byte(state) == 1 and 61 or 94
  return string.byte(state, at), at + 1
end

-- `round` is 0 for none, 1 for one about the two sides, 2 for choices, which
-- leave the bar where it is.
local function rules_of(state)
  if string.byte(state) == 1 then
    local model, decay, weight, bucket_ms, per_min = struct.unpack('>BddI4I4', state, 36)
    return model, decay, weight, bucket_ms, per_min, 0, 0, 0, ''
  end
  return struct.unpack('>BddI4I4BI8I8c16', state, 36)
end

-- Who is behind a vote. Few groups have to know, so it is one argument.
local function voter_of(group, vote)
  if not group.voters then
    group.voters = {}
    for voter in string.gmatch(group.args[#group.args - 1], '([^%z]*)%z') do
      group.voters[#group.voters + 1] = voter
    end
  end
  return group.voters[vote]
end

-- Whether somebody tries it out: that never counts in a round, and whoever asked
-- may have seen none.
local function is_made_up(group, vote)
  return string.byte(group.args[#group.args], vote) == 1
end

-- Votes of the round that runs: so many more for each side, in their second,
-- and whose they were.
local function add_to_round(group, started, by_side, voters)
  local votes = { 'BITFIELD', group.prefix .. 'round:' .. group.id, 'OVERFLOW', 'SAT' }
  local seconds = group.prefix .. 'seconds:' .. group.id
  local second = text(math.max(0, math.floor((group.now - started) / 1000)))
  for side, count in pairs(by_side) do
    local at = #votes
    votes[at + 1], votes[at + 2] = 'INCRBY', 'u32'
    votes[at + 3], votes[at + 4] = '#' .. side, count
    redis.call('HINCRBY', seconds, second .. ':' .. side, count)
  end
  redis.call(unpack(votes))
  redis.call('PFADD', group.prefix .. 'voters:' .. group.id, unpack(voters))
end

-- KEYS state seconds voters rounds; ARGV id round round_bytes ended(0|1) second…
-- What Postgres has of a round is forgotten here; all of it once it is over.
local function saved(keys, args)
  local state = redis.call('GET', keys[1])
  local runs = args[4] == '0' and state and header(state).rules_bytes > 0
    and select(9, rules_of(state)) == args[3]
  if runs then
    if #args > 4 then
      redis.call('HDEL', keys[2], unpack(args, 5))
    end
    return 0
  end
  redis.call('DEL', keys[2], keys[3])
  return redis.call('ZREM', keys[4], args[1] .. ':' .. args[2])
end

register('saved', saved, ALWAYS)
