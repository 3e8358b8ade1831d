#!/bin/bash
# node.sh FOLDER PARTS KUBELET NAME     run as root by `unshare --mount --net`
#
# Runs a node of Kubernetes for tests: a real kubelet with a containerd of its own, and the pods that it is given.
#   FOLDER    where everything of it is written; holds kubeconfig, ca.crt and images/*.tar. It is removed at the end.
#   PARTS     what build/node-parts.sh fetched
#   KUBELET   the program
# It ends when standard input does, so also when whoever started it was killed.
#
# The machine keeps nothing of a node, whatever ends it: mounts, network interfaces, addresses and forwarding are in name spaces
# that go with their last process, and every process of it is in one that goes with its first. Only control groups and FOLDER must be
# removed; what a kill left behind the next start removes. The kernel's settings, which a kubelet likes to change, it finds to
# be files of its own.
#
# The node's network has the address of the Service "kubernetes" on its loopback interface, in the place of a kube-proxy. What
# listens there is for the starter to decide; nothing leads to the outside.
set -Eeuo pipefail

readonly service_address=10.0.0.1 node_address=192.168.200.1 pod_network=10.88.0.0/24
readonly group_prefix=modelsync-node-
readonly kernel_settings=(vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes)

# Version 1 has a tree for each controller, version 2 one for all.
group_trees() {
  local tree
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    echo /sys/fs/cgroup
  else
    for tree in /sys/fs/cgroup/*/; do [ ! -e "$tree/cgroup.procs" ] || [ -e "$tree/cgroup.controllers" ] || echo "${tree%/}"; done
  fi
}

make_groups() {
  local tree group file
  while read -r tree; do
    group=$tree/$1
    mkdir -p "$group"
    # A new set of processors is empty, and nothing can run in it.
    for file in cpuset.cpus cpuset.mems; do
      if [ -e "$group/$file" ] && [ -z "$(<"$group/$file")" ]; then cat "$tree/$file" >"$group/$file"; fi
    done
  done < <(group_trees)
}

# In every tree, also those that only runc has used.
remove_groups() {
  local group attempt
  for group in /sys/fs/cgroup/"$1" /sys/fs/cgroup/*/"$1"; do
    # The kernel takes a moment to bury the processes of a group.
    for attempt in {1..50}; do
      [ -d "$group" ] || break
      find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.1
    done
    [ ! -d "$group" ] || echo "node.sh: $group can't be removed after $attempt attempts" >&2
  done
}

# A node's lock is held as long as it lives.
remove_stale() {
  local lock
  for lock in "$(dirname "$folder")/$group_prefix"*/owner.lock; do
    if [ -e "$lock" ] && flock --nonblock "$lock" true; then
      echo "node.sh: removing what is left of a node that was killed: ${lock%/*}"
      remove_groups "$(basename "${lock%/*}")"
      rm -rf "${lock%/*}"
    fi
  done
}

write_configuration() {
  mkdir -p "$folder"/{cni,run,log,lib,work,settings/{vm,kernel/keys}}
  cat >"$folder/cni/10-pods.conflist" <<JSON
{"cniVersion": "0.4.0", "name": "pods", "plugins": [{"type": "bridge", "bridge": "pods", "isGateway": true, "hairpinMode": true, "ipMasq": false,
  "ipam": {"type": "host-local", "dataDir": "$folder/addresses", "ranges": [[{"subnet": "$pod_network"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
JSON
  # restrict_oom_score_adj: without the right to raise priorities runc would end with "can't get final child's PID from pipe: EOF".
  cat >"$folder/containerd.toml" <<TOML
version = 2
root = "$folder/containerd"
state = "$folder/run/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper"]
[grpc]
  address = "$folder/run/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  netns_mounts_under_state_dir = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        BinaryName = "$parts/usr/sbin/runc"
        Root = "$folder/run/runc"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$parts/usr/lib/cni"
    conf_dir = "$folder/cni"
TOML
  cat >"$folder/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $node_address
readOnlyPort: 0
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $folder/ca.crt}}
authorization: {mode: Webhook}
cgroupDriver: cgroupfs
cgroupRoot: /$group
enforceNodeAllocatable: []
evictionHard: {memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1%}
imageGCHighThresholdPercent: 100
failSwapOn: false
makeIPTablesUtilChains: false
resolvConf: ""
nodeStatusUpdateFrequency: 5s
volumePluginDir: $folder/volume-plugins
YAML
}

# From here on everything that the kubelet and containerd write outside of FOLDER is in FOLDER all the same.
take_cover() {
  local setting
  mount --bind "$folder/log" /var/log
  mount -t overlay -o "lowerdir=/var/lib,upperdir=$folder/lib,workdir=$folder/work" overlay /var/lib
  mount -t tmpfs tmpfs /run
  for setting in "${kernel_settings[@]}"; do
    cat "/proc/sys/$setting" >"$folder/settings/$setting"
    mount --bind "$folder/settings/$setting" "/proc/sys/$setting"
  done
}

make_network() {
  ip link set lo up
  ip address add $service_address/32 dev lo
  ip link add node0 type veth peer name node1
  ip address add $node_address/24 dev node0
  ip link set node0 up
  ip link set node1 up
}

ctr() { "$parts/usr/bin/ctr" --address "$folder/run/containerd.sock" --namespace k8s.io "$@"; }

# The first process of its name space: when it ends, all others do.
inside() {
  local image
  take_cover
  PATH=$parts/usr/bin:$parts/usr/sbin:$PATH "$parts/usr/bin/containerd" --config "$folder/containerd.toml" >"$folder/containerd.log" 2>&1 &
  for _ in {1..200}; do
    if ctr version >/dev/null 2>&1; then break; fi
    sleep 0.1
  done
  for image in "$folder"/images/*.tar; do ctr images import "$image" >/dev/null; done
  "$kubelet" --config="$folder/kubelet.yaml" --kubeconfig="$folder/kubeconfig" --hostname-override="$name" --node-ip=$node_address \
    --root-dir="$folder/kubelet" --cert-dir="$folder/certificates" --container-runtime=remote \
    --container-runtime-endpoint="unix://$folder/run/containerd.sock" --image-service-endpoint="unix://$folder/run/containerd.sock" \
    --v=2 >"$folder/kubelet.log" 2>&1 &
  # Whichever of the two ends, the node does.
  wait -n || true
  echo "node.sh: a part of the node has ended; the last lines of both:" >&2
  tail -n 5 "$folder/containerd.log" "$folder/kubelet.log" >&2
  exit 1
}

end() {
  if [ -n "$node" ]; then
    kill -KILL "$node" 2>/dev/null || true
    wait "$node" 2>/dev/null || true
  fi
  remove_groups "$group"
  rm -rf "$folder"
}

outside() {
  local status=0
  exec 8>"$folder/owner.lock"
  flock 8
  remove_stale
  trap end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  make_groups "$group"
  write_configuration
  make_network
  echo "node.sh: its network is there"
  setpriv --pdeathsig KILL unshare --pid --fork --kill-child --mount --mount-proc \
    bash "${BASH_SOURCE[0]}" "$folder" "$parts" "$kubelet" "$name" inside </dev/null 8>&- &
  node=$!
  # A line, an end, or nothing yet.
  while kill -0 "$node" 2>/dev/null; do
    status=0
    read -r -t 0.5 || status=$?
    if ((status == 1)); then return; fi
  done
  echo "node.sh: the node has ended by itself" >&2
  return 1
}

if [ $# -lt 4 ] || [ "$EUID" != 0 ]; then
  echo "usage: unshare --mount --net node.sh FOLDER PARTS KUBELET NAME   as root" >&2
  exit 2
fi
folder=$1 parts=$2 kubelet=$3 name=$4 node=''
group=$(basename "$folder")
case $group in "$group_prefix"*) ;; *) echo "node.sh: $folder must be called $group_prefix…" >&2 && exit 2 ;; esac
if [ "${5-}" = inside ]; then inside; else outside; fi
