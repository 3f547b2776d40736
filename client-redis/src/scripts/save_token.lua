-- Saves a token until it expires, and lets those who wait for it go on.
--
-- KEYS: token, claim
-- ARGV: token, remaining milliseconds
if tonumber(ARGV[2]) > 0 then
  redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
else
  redis.call("DEL", KEYS[1])
end
redis.call("DEL", KEYS[2])
