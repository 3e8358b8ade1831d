using System.Security.Cryptography;
using System.Text;

namespace ModelSync.Image.Node;

/// <summary>What a team applies: two versions, a gate that asks each new pod, and a rollout of the first.</summary>
internal static class ModelManifests
{
    /// <summary>A server whose files answer as the Open Inference Protocol's paths do.</summary>
    public static BusyboxImage Server { get; } = new()
    {
        Reference = "localhost/models/server:1",
        Command = ["httpd", "-f", "-p", "8080", "-h", "/www"],
        Files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["www/v2/health/ready"] = "",
            ["www/v2/models/fraud-detector"] = """{"name": "fraud-detector", "platform": "busybox"}""",
        },
    };

    /// <summary>What kubelet runs beside the containers of each pod, to hold its network.</summary>
    public static BusyboxImage Pause { get; } = new() { Reference = "localhost/pause:1", Command = ["sleep", "1000000000"] };

    public static string All { get; } = Version("1.0.0") + Version("2.0.0") +
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelGate
        metadata: {name: answers}
        spec:
          type: Probe
          probe: {path: /v2/models/fraud-detector, expectBody: fraud-detector}
          count: 3
          intervalSeconds: 1
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ModelRollout
        metadata: {name: fraud}
        spec:
          model: fraud-detector
          version: 1.0.0
          replicas: 2
          template:
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: server
                image: {{Server.Reference}}
                ports: [{containerPort: 8080}]
                readinessProbe: {httpGet: {path: /v2/health/ready, port: 8080}, periodSeconds: 1}
          ports: [{name: http, port: 80, targetPort: 8080}]
          strategy: {type: Canary, canary: {steps: [{setWeight: 50}, {gate: {gateRef: {kind: ModelGate, name: answers} } }]}, bakeSeconds: 3, scaleDownDelaySeconds: 1}
          traffic: {type: Service}

        """;

    private static string Version(string version) =>
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelVersion
        metadata: {name: fraud-detector-{{version}}}
        spec:
          model: fraud-detector
          version: {{version}}
          runtimeProfile: OIP
          components:
          - {name: weights, role: Weights, uri: "https://models.example/fraud/{{version}}.tar", digest: "sha256:{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))}}"}
        ---

        """;
}
