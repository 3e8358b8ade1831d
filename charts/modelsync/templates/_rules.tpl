{{- /* Written by `make manifests` from what `modelsync-operator rbac` prints */}}

{{- define "modelsync.rules.cluster" -}}
# what is declared for all namespaces
- apiGroups: ["modelsync.io"]
  resources: [clustermodelgates, clustermodelpolicies, modelclusters]
  verbs: [list, watch]
# whether they can be used, and what policies object to
- apiGroups: ["modelsync.io"]
  resources: [clustermodelgates/status, clustermodelpolicies/status, modelclusters/status]
  verbs: [patch]
# which cluster this is, by the UID of kube-system; the label modelsync.io/environment, and which namespaces policies match
- apiGroups: [""]
  resources: [namespaces]
  verbs: [get, list, watch]
{{- end }}

{{- define "modelsync.rules.namespaces" -}}
# what is declared; the finalizer
- apiGroups: ["modelsync.io"]
  resources: [modelrollouts]
  verbs: [get, list, watch, patch]
# ownerReferences that hold a rollout until its objects are gone
- apiGroups: ["modelsync.io"]
  resources: [modelrollouts/finalizers]
  verbs: [update]
# what is declared; a version is looked at live before its pin is written
- apiGroups: ["modelsync.io"]
  resources: [modelversions]
  verbs: [get, list, watch]
# what is declared
- apiGroups: ["modelsync.io"]
  resources: [modelgates, modelpolicies, modelapprovals]
  verbs: [list, watch]
# what is observed and decided
- apiGroups: ["modelsync.io"]
  resources: [modelrollouts/status, modelversions/status, modelgates/status, modelpolicies/status, modelapprovals/status]
  verbs: [patch]
# one Deployment a revision, and its record
- apiGroups: ["apps"]
  resources: [deployments, controllerrevisions]
  verbs: [get, list, watch, create, patch, delete]
# one Service a revision, and the entry Service
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, patch, delete]
# one a revision
- apiGroups: ["policy"]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
# routes that ModelSync makes, and the one rule of a route by reference
- apiGroups: ["gateway.networking.k8s.io"]
  resources: [httproutes, grpcroutes]
  verbs: [get, list, watch, create, patch, delete]
# the same for Istio
- apiGroups: ["networking.istio.io"]
  resources: [virtualservices]
  verbs: [get, list, watch, create, patch, delete]
# gates of type Job
- apiGroups: ["batch"]
  resources: [jobs]
  verbs: [get, list, create, patch, delete]
# the health of revisions
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
# which pods get requests
- apiGroups: ["discovery.k8s.io"]
  resources: [endpointslices]
  verbs: [list, watch]
# pull secrets and the credentials of gates, each by its name
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
# what people are told
- apiGroups: [""]
  resources: [events]
  verbs: [create, patch]
{{- if .Values.gates.podsByApiServer }}
# gates that reach pods by way of the API server
- apiGroups: [""]
  resources: [pods/proxy]
  verbs: [get, create]
{{- end }}
{{- end }}

{{- define "modelsync.rules.own" -}}
# which replica leads
- apiGroups: ["coordination.k8s.io"]
  resources: [leases]
  verbs: [get, watch, create, update]
{{- end }}
