-- Argo CD gives no string library and one second; every field may be missing.
local hs = {}
local conditions = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    conditions[condition.type] = condition
  end
end

local function isTrue(name)
  return conditions[name] ~= nil and conditions[name].status == "True"
end

local function say(status, name, otherwise)
  hs.status = status
  hs.message = otherwise
  if conditions[name] ~= nil and conditions[name].message ~= nil and conditions[name].message ~= "" then
    hs.message = conditions[name].message
  end
  return hs
end

-- What an older spec came to says nothing about the newest one.
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  hs.status = "Progressing"
  hs.message = "ModelSync has not seen this spec yet"
  return hs
end

if isTrue("Stalled") then
  return say("Degraded", "Stalled", "It cannot go on by itself")
end
if isTrue("AwaitingApproval") then
  return say("Suspended", "AwaitingApproval", "An approval is missing")
end
-- It stands still until somebody acts; a pause that ends by itself is no such condition.
if isTrue("Paused") then
  return say("Suspended", "Paused", "It waits for somebody")
end
if isTrue("Ready") then
  return say("Healthy", "Ready", "What serves is what is declared")
end
if isTrue("Reconciling") then
  return say("Progressing", "Reconciling", "It is on its way")
end
-- Blocked by a policy, or kept by an undo: somebody else must act, and what served goes on serving.
return say("Suspended", "Ready", "It waits for somebody")
