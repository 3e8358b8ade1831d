{{- define "modelsync.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- /* At most 52 characters, so that the names made of it have at most 63. */}}
{{- define "modelsync.fullname" -}}
{{- $name := include "modelsync.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- /* What never changes while a release lives: selectors cannot be changed. */}}
{{- define "modelsync.selectorLabels" -}}
app.kubernetes.io/name: {{ include "modelsync.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{- define "modelsync.labels" -}}
{{- $own := include "modelsync.selectorLabels" . | fromYaml }}
{{- $_ := set $own "app.kubernetes.io/version" (.Chart.AppVersion | trunc 63) }}
{{- $_ := set $own "app.kubernetes.io/managed-by" .Release.Service }}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") }}
{{- merge $own .Values.commonLabels | toYaml }}
{{- end }}

{{- define "modelsync.crdAnnotations" -}}
{{- $own := dict }}
{{- if .Values.crds.keep }}
{{- $_ := set $own "helm.sh/resource-policy" "keep" }}
{{- end }}
{{- with merge $own .Values.crds.annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "modelsync.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "modelsync.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name: name the ServiceAccount, as serviceAccount.create is false" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "modelsync.subjects" -}}
subjects:
- kind: ServiceAccount
  name: {{ include "modelsync.serviceAccountName" . | quote }}
  namespace: {{ .Release.Namespace | quote }}
{{- end }}

{{- define "modelsync.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- /* The flags, as a list under the key args; each is one string, so that no number or boolean loses its quotes. */}}
{{- define "modelsync.args" -}}
{{- $args := list
  (printf "--leader-election=%t" .Values.leaderElection.enabled)
  (printf "--lease-name=%s" (include "modelsync.fullname" .))
  (printf "--lease-namespace=%s" .Release.Namespace)
  (printf "--lease-duration=%d" (int .Values.leaderElection.leaseDurationSeconds))
  (printf "--health-address=:%d" (int .Values.health.port))
  (printf "--metrics-address=%s" (ternary (printf ":%d" (int .Values.metrics.port)) "none" .Values.metrics.enabled))
  (printf "--workers=%d" (int .Values.workers))
  (printf "--log-level=%s" .Values.logs.level)
  (printf "--log-format=%s" .Values.logs.format)
}}
{{- with .Values.namespaces }}
{{- $args = append $args (printf "--namespaces=%s" (join "," .)) }}
{{- end }}
{{- with .Values.environment }}
{{- $args = append $args (printf "--environment=%s" .) }}
{{- end }}
{{- with .Values.gates.podProxy }}
{{- $args = append $args (printf "--pod-proxy=%s" .) }}
{{- end }}
{{- if .Values.gates.podsByApiServer }}
{{- $args = append $args "--pods-by-api-server=true" }}
{{- end }}
{{- with .Values.plainHttpRegistries }}
{{- $args = append $args (printf "--plain-http-registries=%s" (join "," .)) }}
{{- end }}
{{- dict "args" (concat $args .Values.extraArgs) | toYaml }}
{{- end }}

{{- /* What no schema can say: values that contradict each other. */}}
{{- define "modelsync.check" -}}
{{- if not (include "modelsync.fullname" . | regexMatch "^[a-z]") }}
{{- fail (printf "the release is named %s: names of Services begin with a letter; set fullnameOverride" .Release.Name) }}
{{- end }}
{{- if and (not .Values.leaderElection.enabled) (gt (int .Values.replicas) 1) }}
{{- fail (printf "replicas is %d and leaderElection.enabled false: all of them would act; set replicas to 1" (int .Values.replicas)) }}
{{- end }}
{{- if and .Values.gates.podsByApiServer .Values.gates.podProxy }}
{{- fail "gates.podProxy and gates.podsByApiServer are both set: pods are reached by one of them" }}
{{- end }}
{{- if eq (int .Values.health.port) (int .Values.metrics.port) }}
{{- fail (printf "health.port and metrics.port are both %d: give them different ports" (int .Values.health.port)) }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled .Values.podMonitor.enabled }}
{{- fail "serviceMonitor.enabled and podMonitor.enabled are both true: each series would be counted twice" }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled (not (and .Values.metrics.enabled .Values.metrics.service.enabled)) }}
{{- fail "serviceMonitor.enabled needs metrics.enabled and metrics.service.enabled" }}
{{- end }}
{{- if and .Values.podMonitor.enabled (not .Values.metrics.enabled) }}
{{- fail "podMonitor.enabled needs metrics.enabled" }}
{{- end }}
{{- $values := dict "kubeconfig" "serviceAccount" "namespaces" "namespaces" "environment" "environment" "leader-election" "leaderElection.enabled" "lease-duration" "leaderElection.leaseDurationSeconds" "lease-name" "fullnameOverride" "lease-namespace" "the release's namespace" "metrics-address" "metrics.port" "health-address" "health.port" "pod-proxy" "gates.podProxy" "pods-by-api-server" "gates.podsByApiServer" "plain-http-registries" "plainHttpRegistries" "workers" "workers" "log-level" "logs.level" "log-format" "logs.format" }}
{{- range .Values.extraArgs }}
{{- $flag := splitList "=" . | first | trimPrefix "--" }}
{{- with get $values $flag }}
{{- fail (printf "extraArgs has --%s: set %s instead" $flag .) }}
{{- end }}
{{- end }}
{{- range .Values.extraEnv }}
{{- if hasPrefix "MODELSYNC_" .name }}
{{- fail (printf "extraEnv has %s: set the value for that flag, or extraArgs" .name) }}
{{- end }}
{{- end }}
{{- end }}
