-- Lets no call begin for so long, or longer if that was said before.
--
-- KEYS: pause
-- ARGV: milliseconds
if redis.call("PTTL", KEYS[1]) < tonumber(ARGV[1]) then
  redis.call("SET", KEYS[1], "1", "PX", ARGV[1])
end
