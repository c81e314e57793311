-- KEYS: a value. ARGV: version, ttl_ms.
-- Takes away what is older than a version, and leaves word for whoever loads it now.
local head = redis.call('GETRANGE', KEYS[1], 0, 63)
local known = tonumber(string.match(head, '^%S+ (%d+)') or '-1')
local wanted = tonumber(ARGV[1])
if known > wanted or known == wanted and string.sub(head, 1, 1) ~= '-' then
  return 0
end
redis.call('SET', KEYS[1], '- ' .. ARGV[1], 'PX', ARGV[2])
return 1
