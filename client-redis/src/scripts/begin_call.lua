-- Begins a call, if every window has room for it.
--
-- A call counts from its start until a window's length after its end. Each is a member of a sorted set, whose score is
-- its end in microseconds of the server's clock. A call that is under way has the latest end that it can have.
--
-- KEYS: calls, since when they are counted, pause
-- ARGV: id of the call, its longest duration, 1 if the caller has made calls that are not counted here, 1 if it has room
--       in its part of the limits, and then the number of calls and the length of each window; durations in microseconds
-- Returns: { "begun", 0 }, or { "part", 0 } if it needs room in its part of the limits, or { "wait", microseconds }, or
--          { "full", 0 } if it has to wait for a call that is under way
local calls, counted_since, pause = KEYS[1], KEYS[2], KEYS[3]
local id, longest_call, uncounted, has_part = ARGV[1], tonumber(ARGV[2]), ARGV[3] == "1", ARGV[4] == "1"

local time = redis.call("TIME")
local now = time[1] * 1000000 + time[2]

local longest_window = 0
for i = 5, #ARGV, 2 do
  longest_window = math.max(longest_window, tonumber(ARGV[i + 1]))
end

-- A day without calls is as good as a server that has lost its data.
local since = tonumber(redis.call("GET", counted_since))
if not since or uncounted then
  since = now
end
redis.call("SET", counted_since, string.format("%.0f", since), "EX", 86400)

local paused = redis.call("PTTL", pause)
if paused > 0 then
  return { "wait", paused * 1000 }
end
if now - since < longest_window and not has_part then
  return { "part", 0 }
end

redis.call("ZREMRANGEBYSCORE", calls, "-inf", string.format("%.0f", now - longest_window))
local room_at = now
for i = 5, #ARGV, 2 do
  local most, length = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  local after = string.format("(%.0f", now - length)
  local excess = redis.call("ZCOUNT", calls, after, "+inf") - most
  if excess >= 0 then
    -- There is room when the call with this place no longer counts.
    local call = redis.call("ZRANGEBYSCORE", calls, after, "+inf", "WITHSCORES", "LIMIT", excess, 1)
    local ended = tonumber(call[2])
    if ended > now then
      return { "full", 0 }
    end
    room_at = math.max(room_at, ended + length)
  end
end
if room_at > now then
  return { "wait", room_at - now }
end

redis.call("ZADD", calls, string.format("%.0f", now + longest_call), id)
redis.call("PEXPIRE", calls, math.ceil((longest_call + longest_window) / 1000))
return { "begun", 0 }
