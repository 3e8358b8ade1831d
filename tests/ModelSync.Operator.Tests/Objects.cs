using System.Text;
using ModelSync.Api;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Tests;

/// <summary>Objects as a server sends them.</summary>
internal static class Objects
{
    public const string Uid = "11111111-2222-3333-4444-555555555555";

    public static RolloutIdentity Identity { get; } = new() { Name = "fraud", Namespace = "shop", Uid = Uid, Model = "fraud-detector" };

    public static DynamicObject Parse(string json) => DynamicObject.Parse(Encoding.UTF8.GetBytes(json));

    public static RawJson Raw(this DynamicObject value) => new(value.Raw.Span);

    /// <summary>Metadata of an object that the rollout owns.</summary>
    public static string Owned(string name, string more = "") =>
        $$"""{"name":"{{name}}","namespace":"shop","generation":2,"labels":{"modelsync.io/rollout":"fraud"},"ownerReferences":[{"apiVersion":"modelsync.io/v1alpha1","kind":"ModelRollout","name":"fraud","uid":"{{Uid}}","controller":true}]{{more}}}""";
}
