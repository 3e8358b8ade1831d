namespace ModelSync.Kubernetes.Abstractions.Tests.Kinds;

/// <summary>Objects in the form in which API servers send them, with fields that the models do not know.</summary>
internal static class Documents
{
    public const string Pod =
        """
        {"kind":"Pod","apiVersion":"v1",
         "metadata":{"name":"web-5d-x7","generateName":"web-5d-","namespace":"prod","uid":"0b2c","resourceVersion":"811","creationTimestamp":"2026-11-20T10:00:00Z",
           "labels":{"app":"web","pod-template-hash":"5d"},"managedFields":[{"manager":"kubelet"}]},
         "spec":{"volumes":[{"name":"t","emptyDir":{}}],
           "initContainers":[{"name":"init","image":"busybox:1","args":["-c","true"],"resources":{}}],
           "containers":[{"name":"server","image":"registry.example/web:1.2","args":["--port","8080"],
             "ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
             "env":[{"name":"A","value":""},{"name":"B","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],"imagePullPolicy":"Always"}],
           "restartPolicy":"Always","terminationGracePeriodSeconds":30,"serviceAccountName":"default","nodeName":"node-1","tolerations":[{"operator":"Exists"}]},
         "status":{"phase":"Running","reason":"r","message":"m",
           "conditions":[{"type":"Ready","status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-20T10:00:09Z"}],
           "hostIP":"10.0.0.1","hostIPs":[{"ip":"10.0.0.1"}],"podIP":"10.1.0.7","podIPs":[{"ip":"10.1.0.7"},{"ip":"fd00::7"}],"startTime":"2026-11-20T10:00:01Z",
           "initContainerStatuses":[{"name":"init","state":{"terminated":{"exitCode":0,"reason":"Completed","message":"done","startedAt":"2026-11-20T10:00:02Z",
             "finishedAt":"2026-11-20T10:00:03Z","containerID":"c://0"}},"lastState":{},"ready":true,"restartCount":0,"image":"busybox:1","imageID":"sha256:0"}],
           "containerStatuses":[{"name":"server","state":{"running":{"startedAt":"2026-11-20T10:00:08Z"}},
             "lastState":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off"}},"ready":true,"restartCount":2,"image":"web:1.2","imageID":"web@sha256:1",
             "containerID":"c://1","started":true}],"qosClass":"BestEffort"}}
        """;

    public const string Service =
        """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"prod"},
         "spec":{"ports":[{"name":"http","protocol":"TCP","appProtocol":"kubernetes.io/h2c","port":80,"targetPort":8080,"nodePort":30080},
           {"name":"named","protocol":"TCP","port":81,"targetPort":"http"},{"name":"quoted","protocol":"TCP","port":82,"targetPort":"8080"}],
           "selector":{"app":"web"},"clusterIP":"10.96.0.7","clusterIPs":["10.96.0.7"],"type":"ClusterIP","sessionAffinity":"None"},"status":{"loadBalancer":{}}}
        """;

    public const string Node =
        """
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"node-1"},
         "spec":{"podCIDR":"10.1.0.0/24","unschedulable":true,"taints":[{"key":"gpu","value":"a100","effect":"NoSchedule","timeAdded":"2026-11-20T10:00:00Z"}]},
         "status":{"capacity":{"cpu":"8","memory":"32779276Ki","nvidia.com/gpu":"4"},"allocatable":{"cpu":"7910m","memory":"31Gi"},
           "conditions":[{"type":"Ready","status":"True","lastHeartbeatTime":"2026-11-20T10:00:00Z","lastTransitionTime":"2026-11-20T09:00:00Z","reason":"KubeletReady","message":"ok"}],
           "addresses":[{"type":"InternalIP","address":"10.0.0.1"},{"type":"Hostname","address":"node-1"}],
           "daemonEndpoints":{"kubeletEndpoint":{"Port":10250}},"nodeInfo":{"kubeletVersion":"v1.33.0"}}}
        """;

    public const string Deployment =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"prod","generation":4},
         "spec":{"replicas":0,"selector":{"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"In","values":["a"]}]},
           "template":{"metadata":{"creationTimestamp":null,"labels":{"app":"web"},"annotations":{"note":"x"}},"spec":{"containers":[{"name":"c","image":"i"}],"dnsPolicy":"ClusterFirst"}},
           "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%"}},"minReadySeconds":5,"revisionHistoryLimit":10,"progressDeadlineSeconds":600,"paused":false},
         "status":{"observedGeneration":4,"replicas":3,"updatedReplicas":2,"readyReplicas":2,"availableReplicas":1,"unavailableReplicas":2,"terminatingReplicas":1,"collisionCount":1,
           "conditions":[{"type":"Progressing","status":"True","lastUpdateTime":"2026-11-20T10:00:00Z","lastTransitionTime":"2026-11-20T10:00:00Z","reason":"NewReplicaSetAvailable","message":"done"}]}}
        """;

    public const string Namespace =
        """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"prod"},"spec":{"finalizers":["kubernetes"]},
         "status":{"phase":"Terminating","conditions":[{"type":"NamespaceDeletionContentFailure","status":"False","reason":"ContentDeleted","message":"all deleted"}]}}
        """;

    public const string ConfigMap =
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"prod"},"data":{"a":"1","b.yaml":"x: y\n"},"binaryData":{"z":"AA=="},"immutable":true}""";

    public const string Secret =
        """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"prod"},"data":{"empty":"","password":"aHVudGVyMg=="},"type":"Opaque","immutable":true}""";

    public const string Scale =
        """{"kind":"Scale","apiVersion":"autoscaling/v1","metadata":{"name":"web","namespace":"prod","resourceVersion":"9"},"spec":{"replicas":0},"status":{"replicas":3,"selector":"app=web"}}""";

    public const string Lease =
        """
        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l","namespace":"kube-system","resourceVersion":"5"},
         "spec":{"holderIdentity":"a_1","leaseDurationSeconds":15,"acquireTime":"2026-11-20T10:00:00.000000Z","renewTime":"2026-11-20T10:00:07.120003Z","leaseTransitions":2}}
        """;
}
