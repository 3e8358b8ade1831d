namespace ModelSync.EndToEnd.Client;

/// <summary>Objects in which every field is set that the models read, with the values that are easily lost: zeros, empty texts, false.</summary>
internal static class ProtobufManifests
{
    public const string PlainDeployment = """
        {
          "metadata": {"name": "plain", "namespace": "NAMESPACE"},
          "spec": {"replicas": 0, "paused": true, "selector": {"matchLabels": {"app": "plain"}},
            "template": {"metadata": {"labels": {"app": "plain"}}, "spec": {"containers": [{"name": "a", "image": "b"}]}}}
        }
        """;

    public const string Deployment = """
        {
          "metadata": {
            "name": "full", "namespace": "NAMESPACE", "labels": {"app": "full", "empty": "", "zeta": "1"}, "annotations": {"note": "Zürich ✓", "long/key": "x"},
            "finalizers": ["example.com/a", "example.com/b"],
            "ownerReferences": [{"apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": "11111111-2222-3333-4444-555555555555", "controller": true, "blockOwnerDeletion": false}]
          },
          "spec": {
            "replicas": 3, "minReadySeconds": 5, "revisionHistoryLimit": 0, "progressDeadlineSeconds": 77, "paused": true,
            "selector": {"matchLabels": {"app": "full"}, "matchExpressions": [{"key": "tier", "operator": "In", "values": ["a", "b"]}, {"key": "zeta", "operator": "DoesNotExist"}]},
            "template": {
              "metadata": {"labels": {"app": "full", "tier": "a"}, "annotations": {"hash": "1"}},
              "spec": {
                "serviceAccountName": "default", "terminationGracePeriodSeconds": 0,
                "initContainers": [{"name": "init", "image": "init:1"}],
                "containers": [
                  {"name": "server", "image": "registry.example.com/serving/server@sha256:0000000000000000000000000000000000000000000000000000000000000000",
                   "ports": [{"name": "http", "containerPort": 8080}, {"containerPort": 9090, "protocol": "UDP"}],
                   "env": [{"name": "A", "value": "B"}], "resources": {"limits": {"cpu": "2"}}},
                  {"name": "sidecar", "image": "sidecar"}]
              }
            }
          }
        }
        """;

    public const string DeploymentStatus = """
        {"observedGeneration": 1, "replicas": 3, "updatedReplicas": 2, "readyReplicas": 1, "availableReplicas": 1, "unavailableReplicas": 2, "collisionCount": 4,
         "conditions": [{"type": "Available", "status": "False", "reason": "MinimumReplicasUnavailable", "message": "no", "lastUpdateTime": "2026-11-21T10:00:00Z", "lastTransitionTime": "2026-11-21T10:00:01Z"},
                        {"type": "Progressing", "status": "Unknown"}]}
        """;

    public const string Pod = """
        {
          "metadata": {"name": "full", "namespace": "NAMESPACE", "labels": {"app": "x"}},
          "spec": {
            "nodeName": "no-such-node", "restartPolicy": "OnFailure", "terminationGracePeriodSeconds": 7, "serviceAccountName": "default", "automountServiceAccountToken": false,
            "initContainers": [{"name": "init", "image": "init:1"}],
            "containers": [{"name": "server", "image": "server:1", "ports": [{"containerPort": 80}]}]
          }
        }
        """;

    public const string PodStatus = """
        {
          "phase": "Running", "reason": "Because", "message": "a sentence", "hostIP": "10.0.0.1", "podIP": "10.1.0.1", "podIPs": [{"ip": "10.1.0.1"}, {"ip": "fd00::1"}],
          "startTime": "2026-11-21T10:00:00Z",
          "conditions": [{"type": "Ready", "status": "False", "reason": "ContainersNotReady", "message": "m", "lastProbeTime": null, "lastTransitionTime": "2026-11-21T10:00:02Z"}],
          "initContainerStatuses": [{"name": "init", "image": "init:1", "imageID": "", "ready": true, "restartCount": 0, "state": {"terminated": {"exitCode": 0, "reason": "Completed", "startedAt": "2026-11-21T10:00:00Z", "finishedAt": "2026-11-21T10:00:01Z"}}}],
          "containerStatuses": [{"name": "server", "image": "server:1", "imageID": "server@sha256:1", "ready": false, "started": false, "restartCount": 3,
            "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}},
            "lastState": {"terminated": {"exitCode": 137, "signal": 9, "reason": "OOMKilled", "message": "oom", "startedAt": "2026-11-21T10:00:00Z", "finishedAt": "2026-11-21T10:00:01Z"}}},
            {"name": "sidecar", "image": "s", "imageID": "s", "ready": true, "started": true, "restartCount": 0, "state": {"running": {"startedAt": "2026-11-21T10:00:00Z"}}}]
        }
        """;

    public const string Service = """
        {
          "metadata": {"name": "full", "namespace": "NAMESPACE"},
          "spec": {
            "type": "ClusterIP", "clusterIP": "None", "selector": {"app": "x", "tier": "y"},
            "ports": [{"name": "http", "port": 80, "targetPort": "web", "appProtocol": "kubernetes.io/h2c"}, {"name": "dns", "port": 53, "protocol": "UDP", "targetPort": 5353}, {"name": "same", "port": 81}]
          }
        }
        """;

    public const string Node = """
        {
          "metadata": {"name": "NAMESPACE-node", "labels": {"a": "b"}},
          "spec": {"unschedulable": true, "taints": [{"key": "k", "effect": "NoSchedule"}, {"key": "k", "value": "v", "effect": "PreferNoSchedule"}]}
        }
        """;

    public const string NodeStatus = """
        {
          "capacity": {"cpu": "8", "memory": "32Gi", "pods": "110", "example.com/gpu": "4"}, "allocatable": {"cpu": "7500m", "memory": "31Gi", "pods": "0"},
          "conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady", "message": "m", "lastHeartbeatTime": "2026-11-21T10:00:00Z", "lastTransitionTime": "2026-11-21T10:00:02Z"}],
          "addresses": [{"type": "InternalIP", "address": "10.0.0.1"}, {"type": "Hostname", "address": "h"}], "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}}
        }
        """;

    public const string Namespace = """{"metadata": {"name": "NAMESPACE-full", "annotations": {"a": "b"}}}""";

    public const string NamespaceStatus = """
        {"conditions": [{"type": "NamespaceDeletionContentFailure", "status": "False", "lastTransitionTime": "2026-11-21T10:00:02Z", "reason": "r", "message": "m"}]}
        """;

    public const string ConfigMap = """
        {"metadata": {"name": "full", "namespace": "NAMESPACE"}, "immutable": false, "data": {"empty": "", "text": "Zürich\nline", "a.b": "1"}, "binaryData": {"bytes": "AAEC"}}
        """;

    public const string Secret = """
        {"metadata": {"name": "full", "namespace": "NAMESPACE"}, "type": "example.com/own", "data": {"empty": "", "bytes": "AAEC/w==", "text": "c2VjcmV0"}}
        """;
}
