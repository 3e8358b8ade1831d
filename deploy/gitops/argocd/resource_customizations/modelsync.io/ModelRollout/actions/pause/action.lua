-- The spec is Git's: an Application with selfHeal takes this back, unless ignoreDifferences names /spec/paused.
obj.spec.paused = true
return obj
