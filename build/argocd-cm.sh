#!/usr/bin/env bash
# Prints the ConfigMap that tells an Argo CD about the kinds of modelsync.io, from the scripts in deploy/gitops/argocd: `make manifests` keeps it.
# Usage: build/argocd-cm.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly scripts=deploy/gitops/argocd/resource_customizations/modelsync.io
indented() { sed "s/^\(.\)/$2\1/" "$1"; } # FILE BLANKS

cat <<'HEAD'
# Written by build/argocd-cm.sh; `make manifests` writes it again.
# Merge it into the ConfigMap that there is: kubectl -n argocd patch configmap argocd-cm --type merge --patch-file argocd-cm.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
  namespace: argocd
  labels:
    app.kubernetes.io/name: argocd-cm
    app.kubernetes.io/part-of: argocd
data:
HEAD
sed -n 's/^    kind: //p' crds/*.yaml | while read -r kind; do
    folder=$scripts/_
    if [[ -d $scripts/$kind ]]; then folder=$scripts/$kind; fi
    echo "  resource.customizations.health.modelsync.io_$kind: |"
    indented "$folder/health.lua" '    '
done
echo '  resource.customizations.actions.modelsync.io_ModelRollout: |'
echo '    discovery.lua: |'
indented "$scripts/ModelRollout/actions/discovery.lua" '      '
echo '    definitions:'
for action in "$scripts"/ModelRollout/actions/*/; do
    echo "    - name: $(basename "$action")"
    echo '      action.lua: |'
    indented "$action/action.lua" '        '
done
