-- For every kind of modelsync.io but ModelRollout. Argo CD gives no string library and one second; every field may be missing.
local hs = {}
local conditions = {}
if obj.status ~= nil and obj.status.conditions ~= nil then
  for _, condition in ipairs(obj.status.conditions) do
    conditions[condition.type] = condition
  end
end

local function say(status, name, otherwise)
  hs.status = status
  hs.message = otherwise
  if conditions[name] ~= nil and conditions[name].message ~= nil and conditions[name].message ~= "" then
    hs.message = conditions[name].message
  end
  return hs
end

if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  hs.status = "Progressing"
  hs.message = "ModelSync has not seen this spec yet"
  return hs
end

if conditions["Stalled"] ~= nil and conditions["Stalled"].status == "True" then
  return say("Degraded", "Stalled", "It cannot be used as it is")
end
if conditions["Ready"] ~= nil and conditions["Ready"].status == "True" then
  return say("Healthy", "Ready", "It can be used")
end
return say("Progressing", "Ready", "It is being looked at")
