namespace ModelSync.EndToEnd.Chart;

/// <summary>Values as users give them, good and bad.</summary>
internal static class ValuesCases
{
    /// <summary>Each must be taken by a server. NS is a namespace that is there.</summary>
    public static IEnumerable<TestCaseData> Good =>
    [
        Case("the default values", ""),
        Case("an upgrade", "", "--is-upgrade"),
        Case("one replica without election", "{replicas: 1, leaderElection: {enabled: false}, podDisruptionBudget: {enabled: false}}"),
        Case("some namespaces", "{namespaces: [NS, default], gates: {podsByApiServer: true}}"),
        Case("CRDs, roles and account of others", "{crds: {enabled: false}, rbac: {create: false}, serviceAccount: {create: false, name: theirs}}"),
        Case("roles for people", "{rbac: {aggregate: true}}"),
        Case("CRDs that go with the release", "{crds: {keep: false, annotations: {argocd.argoproj.io/sync-options: ServerSideApply=true}}}"),
        Case("an image by digest", $"{{image: {{repository: registry.local:5000/m/operator, tag: v1, digest: \"sha256:{new string('a', 64)}\", pullPolicy: Always}}, imagePullSecrets: [{{name: pull}}]}}"),
        Case("alerts, dashboard and a ServiceMonitor", "{serviceMonitor: {enabled: true, labels: {release: kps}}, prometheusRule: {enabled: true, labels: {release: kps}, disabledAlerts: [ModelSyncRolloutStuck], runbookBaseUrl: 'https://example.org/m/'}, dashboard: {enabled: true, namespace: default, annotations: {grafana_folder: Models}}}"),
        Case("a PodMonitor", "{podMonitor: {enabled: true, interval: 1m, relabelings: [{targetLabel: team, replacement: ml}], metricRelabelings: [{sourceLabels: [__name__], regex: 'dotnet_.*', action: drop}]}, metrics: {service: {enabled: false}}}"),
        Case("no metrics", "{metrics: {enabled: false}, networkPolicy: {enabled: false}}"),
        Case("scheduling", "{nodeSelector: {pool: system}, tolerations: [{key: system, operator: Exists}], affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {a: b}}}]}}, priorityClassName: system-cluster-critical, topologySpreadConstraints: [{maxSkew: 2, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {c: d}}}]}"),
        Case("narrow network", "{networkPolicy: {metricsFrom: [{namespaceSelector: {matchLabels: {name: monitoring}}}], egress: [{ports: [{port: 443}, {port: 53, protocol: UDP}]}]}, podDisruptionBudget: {maxUnavailable: 50%}, metrics: {port: 9090, service: {annotations: {prometheus.io/scrape: 'true'}}}}"),
        Case("strings that look like something else", "{nameOverride: '123', environment: 'on', commonLabels: {a: 'true', b: '1e3', c: 'null'}, podAnnotations: {mode: '0755'}, podLabels: {n: '1'}, deploymentAnnotations: {x: '{{ y }}'}, serviceAccount: {name: '123'}, image: {tag: '1.10'}, extraEnv: [{name: LEVEL, value: '1'}]}", "--set-string", "podLabels.m=2"),
        Case("names as long as they may be", "{metrics: {enabled: true}, dashboard: {enabled: true}, namespaces: [NS]}", "--name", new string('r', 53)),
        Case("a name of one's own", "{fullnameOverride: models-of-team-blue}", "--name", "123"),
        Case("volumes, environment and flags", "{extraVolumes: [{name: ca, configMap: {name: ca}}], extraVolumeMounts: [{name: ca, mountPath: /etc/ssl/own, readOnly: true}], extraEnv: [{name: SSL_CERT_DIR, value: /etc/ssl/own}], extraArgs: ['--identity=$(POD_NAME)']}"),
        Case("OpenShift", "{strategy: {type: Recreate}, podSecurityContext: {runAsUser: null, runAsGroup: null}, priorityClassName: null, resources: null}"),
        Case("all flags of the operator", "{environment: prod, workers: 256, leaderElection: {leaseDurationSeconds: 60}, logs: {level: Debug, format: text}, gates: {podProxy: 'http://proxy:3128'}, plainHttpRegistries: ['registry.local:5000', 'b.local:80']}"),
        Case("values of an umbrella chart", "{global: {imageRegistry: example.org}}"),
    ];

    /// <summary>Each is refused in words that name the value.</summary>
    public static IEnumerable<TestCaseData> Bad =>
    [
        Refused("{replica: 1}", "Additional property replica is not allowed"),
        Refused("{replicas: two}", "replicas: Invalid type. Expected: integer, given: string"),
        Refused("{replicas: '2'}", "replicas: Invalid type. Expected: integer, given: string"),
        Refused("{replicas: -1}", "replicas: Must be greater than or equal to 0"),
        Refused("{rbac: {aggregate: 'no'}}", "rbac.aggregate: Invalid type. Expected: boolean, given: string"),
        Refused("{replicas: null}", "replicas is required"),
        Refused("{leaderElection: {enabled: false}}", "replicas is 2 and leaderElection.enabled false"),
        Refused("{leaderElection: {leaseDurationSeconds: 1}}", "leaderElection.leaseDurationSeconds: Must be greater than or equal to 2"),
        Refused("{crds: {keep: 'true'}}", "crds.keep: Invalid type. Expected: boolean, given: string"),
        Refused("{image: {digest: 'sha256:abc'}}", "image.digest: Does not match pattern"),
        Refused("{image: {tag: 1.1}}", "image.tag: Invalid type. Expected: string, given: number"),
        Refused("{image: {repository: null}}", "image: repository is required"),
        Refused("{image: {pullPolicy: Sometimes}}", "image.pullPolicy must be one of the following"),
        Refused("{logs: {level: Loud}}", "logs.level must be one of the following"),
        Refused("{namespaces: shop}", "namespaces: Invalid type. Expected: array, given: string"),
        Refused("{namespaces: [Shop]}", "namespaces.0: Does not match pattern"),
        Refused("{namespaces: [a, a]}", "namespaces: array items[0,1] must be unique"),
        Refused("{workers: 257}", "workers: Must be less than or equal to 256"),
        Refused("{workers: 1.5}", "workers: Invalid type. Expected: integer, given: number"),
        Refused("{gates: {podProxy: 'https://proxy'}}", "gates.podProxy: Does not match pattern"),
        Refused("{gates: {podProxy: 'http://proxy', podsByApiServer: true}}", "gates.podProxy and gates.podsByApiServer are both set"),
        Refused("{extraArgs: ['--workers=3']}", "extraArgs has --workers: set workers instead"),
        Refused("{extraArgs: ['--namespaces', 'a']}", "extraArgs.0: Does not match pattern"),
        Refused("{extraEnv: [{name: MODELSYNC_NAMESPACES, value: a}]}", "extraEnv has MODELSYNC_NAMESPACES"),
        Refused("{serviceAccount: {create: false}}", "serviceAccount.name: name the ServiceAccount"),
        Refused("{serviceMonitor: {enabled: true}, podMonitor: {enabled: true}}", "serviceMonitor.enabled and podMonitor.enabled are both true"),
        Refused("{serviceMonitor: {enabled: true}, metrics: {enabled: false}}", "serviceMonitor.enabled needs metrics.enabled"),
        Refused("{podMonitor: {enabled: true}, metrics: {enabled: false}}", "podMonitor.enabled needs metrics.enabled"),
        Refused("{metrics: {port: 8081}}", "health.port and metrics.port are both 8081"),
        Refused("{metrics: {port: 80}}", "metrics.port: Must be greater than or equal to 1024"),
        Refused("{prometheusRule: {enabled: true, disabledAlerts: [ModelSyncNothing]}}", "prometheusRule.disabledAlerts has ModelSyncNothing"),
        Refused("{terminationGracePeriodSeconds: 10}", "terminationGracePeriodSeconds: Must be greater than or equal to 31"),
        Refused($"{{fullnameOverride: {new string('a', 53)}}}", "fullnameOverride: String length must be less than or equal to 52"),
        Refused("{podLabels: {a: 'no spaces'}}", "podLabels.a: Does not match pattern"),
        Refused("", "set fullnameOverride", "--name", "123"),
        Refused("", "chart requires kubeVersion: >= 1.28.0-0", "--kube-version", "1.27.4"),
    ];

    private static TestCaseData Case(string name, string values, params string[] arguments) => new TestCaseData(values, arguments).SetArgDisplayNames(name);

    private static TestCaseData Refused(string values, string words, params string[] arguments) => new TestCaseData(values, arguments, words).SetArgDisplayNames(words);
}
