-- It names the revision that was looked at: should another one be on trial by now, ModelSync answers Stale and does nothing.
local candidate = obj.status ~= nil and obj.status.candidate or nil
if candidate == nil or candidate.revision == nil then
  error("no revision is on trial: there is nothing to abort")
end
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["modelsync.io/abort"] = "revision=" .. candidate.revision .. ";id=argocd-" .. os.date("!%Y%m%dT%H%M%SZ")
return obj
