-- KEYS: a value, the turn to load it. ARGV: whose turn, version, value, ttl_ms.
-- Gives the turn back, and keeps the value unless a newer one, or word of one, is
-- there. Without a value the turn alone is given back.
if redis.call('GET', KEYS[2]) == ARGV[1] then
  redis.call('DEL', KEYS[2])
end
if ARGV[3] == '' then
  return 0
end
local head = redis.call('GETRANGE', KEYS[1], 0, 63)
local known = tonumber(string.match(head, '^%S+ (%d+)') or '-1')
if known > tonumber(ARGV[2]) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return 1
