using System.Text;
using System.Text.Json;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Cli.Status;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Cli;

/// <summary>Objects as an API server sends them.</summary>
internal static class Samples
{
    public const string Stable = "c8bmqw99kh";
    public const string Candidate = "mtr6sz4p9q";

    public static DateTimeOffset Now { get; } = new(2030, 1, 1, 12, 10, 0, TimeSpan.Zero);

    public static ModelRollout Rollout(string status, string spec = "\"version\":\"2.0.0\"", string metadata = "") => Read(
        $$$"""
        {"apiVersion":"modelsync.io/v1alpha1","kind":"ModelRollout",
         "metadata":{"name":"fraud","namespace":"shop","uid":"u","resourceVersion":"7","generation":2,"creationTimestamp":"2030-01-01T12:00:00Z"{{{metadata}}}},
         "spec":{"model":"fraud-detector",{{{spec}}},"strategy":{"type":"Canary"},"traffic":{"type":"GatewayAPI"}},
         "status":{"observedGeneration":2,{{{status}}}}}
        """,
        ModelRollout.TypeInfo);

    /// <summary>2.0.0 on trial beside 1.0.0, which waits or goes on as <paramref name="more"/> says.</summary>
    public static ModelRollout Trial(string phase, string stage, string more = "", string spec = "\"version\":\"2.0.0\"") => Rollout(
        $$"""
        "phase":"{{phase}}","stable":{"version":"1.0.0","revision":"{{Stable}}"},
        "candidate":{"version":"2.0.0","revision":"{{Candidate}}","stage":"{{stage}}","weight":20},
        "step":{"index":1,"count":4,"name":"pause","startedAt":"2030-01-01T12:09:48Z"}
        {{more}}
        """,
        spec);

    public static ModelRollout Waiting(string reason) => Trial("Paused", "Progressing", $$""","pause":{"reason":"{{reason}}","message":"MESSAGE"}""");

    public static ModelRollout Healthy(string history = "") => Rollout(
        $$""" "phase":"Healthy","stable":{"version":"2.0.0","revision":"{{Candidate}}"},"conditions":[{"type":"Ready","status":"True","message":"2.0.0 has all traffic."}]{{history}}""");

    public static ModelRollout RolledBack() => Rollout(
        $$"""
        "phase":"RolledBack","stable":{"version":"1.0.0","revision":"{{Stable}}"},
        "failed":{"version":"2.0.0","revision":"{{Candidate}}","reason":"GateFailed","message":"gate errors failed: 0.2 > 0.01"},
        "conditions":[{"type":"Ready","status":"False","reason":"RolledBack","message":"2.0.0 went back: gate errors failed: 0.2 > 0.01"},{"type":"Stalled","status":"True"}]
        """);

    /// <summary>2.0.0 serves, and 1.0.0 was promoted before it.</summary>
    public static ModelRollout Promoted() => Healthy(
        $$""","history":[{"version":"2.0.0","revision":"{{Candidate}}","outcome":"Promoted"},{"version":"1.5.0","revision":"x","outcome":"Aborted"},{"version":"1.0.0","revision":"{{Stable}}","outcome":"Promoted"}]""");

    public static ModelVersion Version(string version, string more = "", string model = "fraud-detector") => Read(
        $$$"""
        {"apiVersion":"modelsync.io/v1alpha1","kind":"ModelVersion","metadata":{"name":"{{{model}}}-{{{version.Replace('+', '-')}}}","namespace":"shop","creationTimestamp":"2030-01-01T12:00:00Z"},
         "spec":{"model":"{{{model}}}","version":"{{{version}}}","components":[{"name":"weights","role":"Weights","uri":"https://models.example/{{{version}}}.tar","digest":"sha256:{{{version[0]}}}000000000001111111111111"}]{{{more}}}}}
        """,
        ModelVersion.TypeInfo);

    public static Pod Pod(string revision, string name, string status, string metadata = "") => Read(
        $$"""{"metadata":{"name":"fraud-{{revision}}-{{name}}","labels":{"modelsync.io/revision":"{{revision}}"},"creationTimestamp":"2030-01-01T12:09:20Z"{{metadata}}},"status":{{status}}}""",
        Kubernetes.Kinds.Pod.TypeInfo);

    public static Deployment Deployment(string revision, int wanted, int ready) => Read(
        $$$"""{"metadata":{"name":"fraud-{{{revision}}}","labels":{"modelsync.io/revision":"{{{revision}}}"},"creationTimestamp":"2030-01-01T12:05:00Z"},"spec":{"replicas":{{{wanted}}}},"status":{"readyReplicas":{{{ready}}}}}""",
        Kubernetes.Kinds.Deployment.TypeInfo);

    public static RolloutView View(ModelRollout rollout) => new(rollout, Now);

    private static T Read<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json), type)!;
}
