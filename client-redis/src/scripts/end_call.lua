-- Ends a call, also one whose beginning this server does not know. From now on it counts for a window's length.
--
-- KEYS: calls
-- ARGV: id of the call, and how long this server has to remember calls, in microseconds
local time = redis.call("TIME")
redis.call("ZADD", KEYS[1], string.format("%.0f", time[1] * 1000000 + time[2]), ARGV[1])
redis.call("PEXPIRE", KEYS[1], math.ceil(ARGV[2] / 1000))
