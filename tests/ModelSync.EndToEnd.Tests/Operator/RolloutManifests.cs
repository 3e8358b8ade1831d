using System.Security.Cryptography;
using System.Text;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What users apply.</summary>
internal static class RolloutManifests
{
    public const string Service = "{type: Service}";
    public const string HttpRoute = "{type: GatewayAPI, gatewayAPI: {route: {parentRefs: [{name: playground, namespace: default}]}}}";
    public const string VirtualService = "{type: Istio, istio: {hosts: [fraud]}}";

    /// <summary>Quick steps, for a canary that takes seconds.</summary>
    public const string Canary =
        "{type: Canary, canary: {steps: [{setWeight: 10}, {pause: {seconds: 2}}, {setWeight: 50}, {pause: {seconds: 2}}]}, bakeSeconds: 3, scaleDownDelaySeconds: 2, abortScaleDownDelaySeconds: 2}";

    public const string BlueGreen = "{type: BlueGreen, blueGreen: {previewReplicas: 1}, bakeSeconds: 3, scaleDownDelaySeconds: 2}";

    /// <summary>A version whose weights are pinned by their declared checksum.</summary>
    public static string Version(string version) =>
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelVersion
        metadata: {name: fraud-detector-{{version}}}
        spec:
          model: fraud-detector
          version: {{version}}
          runtimeProfile: OIP
          components:
          - {name: weights, role: Weights, uri: "https://models.example/fraud/{{version}}.tar", digest: "sha256:{{Digest(version)}}"}
        ---

        """;

    public static string Rollout(string version, string traffic, string strategy, string gates = "[]") =>
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelRollout
        metadata: {name: fraud}
        spec:
          model: fraud-detector
          version: {{version}}
          replicas: 3
          template:
            spec:
              terminationGracePeriodSeconds: 5
              containers:
              - {name: server, image: "models.example/server:1", ports: [{containerPort: 8080}]}
          ports: [{name: http, port: 80, targetPort: 8080}]
          strategy: {{strategy}}
          traffic: {{traffic}}
          gates: {{gates}}

        """;

    /// <summary>A gate that is measured each second over the shortest window.</summary>
    public static string Gate(string name, string metric, string threshold) =>
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelGate
        metadata: {name: {{name}}}
        spec:
          type: Scrape
          scrape: {metric: {{metric}}}
          threshold: {{threshold}}
          intervalSeconds: 1
          windowSeconds: 10
          count: 2
        ---

        """;

    /// <summary>A gate that sends a request to the candidate each second.</summary>
    public static string Probe(string name, string probe) =>
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelGate
        metadata: {name: {{name}}}
        spec: {type: Probe, probe: {{probe}}, timeoutSeconds: 1, intervalSeconds: 1, count: 2}
        ---

        """;

    /// <summary>A canary whose candidate has to pass a gate before it gets a request.</summary>
    public static string CanaryBehind(string gate) =>
        $"{{type: Canary, canary: {{steps: [{{gate: {{gateRef: {{kind: ModelGate, name: {gate}}}}}}}, {{setWeight: 20}}, {{pause: {{}}}}]}}, bakeSeconds: 1, abortScaleDownDelaySeconds: 1}}";

    private static string Digest(string version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)));
}
