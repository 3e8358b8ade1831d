-- It names the revision that was looked at: should another one be on trial by now, ModelSync answers Stale and does nothing.
local failed = obj.status ~= nil and obj.status.failed or nil
if failed == nil or failed.revision == nil then
  error("nothing has failed: there is nothing to try again")
end
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["modelsync.io/action"] = "retry;revision=" .. failed.revision .. ";id=argocd-" .. os.date("!%Y%m%dT%H%M%SZ")
return obj
