namespace ModelSync.Playground.Tests.World;

/// <summary>What the tests apply.</summary>
internal static class Manifests
{
    /// <summary>A Deployment of a model's version, and a Service of the same name.</summary>
    public static string Version(string name, string version, int replicas) =>
        $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{{name}}}}
        spec:
          replicas: {{{replicas}}}
          selector: {matchLabels: {app: {{{name}}}}}
          template:
            metadata: {labels: {app: {{{name}}}}}
            spec:
              containers:
              - name: server
                image: models.example/server:1
                ports: [{containerPort: 8080}]
                env: [{name: MODEL_NAME, value: fraud}, {name: MODEL_VERSION, value: {{{version}}}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{{name}}}}
        spec:
          selector: {app: {{{name}}}}
          ports: [{name: http, port: 80, targetPort: 8080}]

        """;

    /// <summary>An HTTPRoute that splits between the Services `v1` and `v2`.</summary>
    public static string Route(int first, int second) =>
        $$$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: fraud}
        spec:
          parentRefs: [{name: playground, namespace: default}]
          rules:
          - backendRefs:
            - {name: v1, port: 80, weight: {{{first}}}}
            - {name: v2, port: 80, weight: {{{second}}}}

        """;
}
