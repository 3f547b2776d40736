-- Returns the token and its remaining milliseconds, or says who fetches it: the caller, or somebody else.
--
-- KEYS: token, claim
-- ARGV: for how many milliseconds others leave the fetch to the caller
-- Returns: { "token", token, milliseconds } or { "fetch", "", 0 } or { "wait", "", 0 }
local token = redis.call("GET", KEYS[1])
local remaining = redis.call("PTTL", KEYS[1])
-- A token without an expiry was not saved by us.
if token and remaining > 0 then
  return { "token", token, remaining }
end
if redis.call("SET", KEYS[2], "1", "NX", "PX", ARGV[1]) then
  return { "fetch", "", 0 }
end
return { "wait", "", 0 }
