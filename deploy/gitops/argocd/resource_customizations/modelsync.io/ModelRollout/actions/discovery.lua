-- A verb is for one revision: where none is there that it could mean, it is greyed out.
local status = obj.status or {}
local candidate = status.candidate
local isReturning = candidate ~= nil and candidate.stage == "Returning"
local goesOn = candidate ~= nil and not isReturning
local isPaused = obj.spec ~= nil and obj.spec.paused == true

local actions = {}
actions["promote"] = {["disabled"] = not goesOn}
actions["promote-full"] = {["disabled"] = not goesOn}
actions["abort"] = {["disabled"] = not goesOn}
actions["retry"] = {["disabled"] = status.failed == nil or status.failed.revision == nil}
actions["pause"] = {["disabled"] = isPaused}
actions["resume"] = {["disabled"] = not isPaused}
return actions
