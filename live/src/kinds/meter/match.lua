-- Which votes have a side.

-- The first side that has this word, which stands between NULs. What is found
-- behind the end of a side is of the next.
local function side_of(words, sides, word)
  local at = 1
  for side = 0, sides - 1 do
    local last = at + 1 + struct.unpack('>I2', words, at)
    local _, to = string.find(words, word, at + 2, true)
    if not to then
      return nil
    elseif to <= last then
      return side
    end
    at = last + 1
  end
end

-- Which of the votes from `first` to `last`, which are all of a session's, have
-- a side: what is remembered of these is asked for.
local function match(group, session, first, last)
  local state = group.strings[2 * session - 1]
  local rules_bytes = state and struct.unpack('>I2', state, 34) or 0
  if rules_bytes == 0 then
    return fill(group.out, first, last, state and NO_MATCH or INACTIVE)
  end
  local args, asked = group.args, group.asked
  local sides, at = sides_of(state)
  local words = string.sub(state, at, 35 + rules_bytes)
  local word, side
  for vote = first, last do
    if word ~= args[group.texts + vote] then
      word = args[group.texts + vote]
      side = side_of(words, sides, '\0' .. word .. '\0')
    end
    group.out[vote] = NO_MATCH
    if side then
      local n = #asked
      if not group.places[session] then
        n = n + 1
        asked[n], group.places[session] = args[group.paces + session], n
      end
      asked[n + 1], asked[n + 2] = args[3 * vote - 1], args[3 * vote]
      asked[n + 3] = args[3 * vote + 1]
      group.sides[vote] = side
    end
  end
end
