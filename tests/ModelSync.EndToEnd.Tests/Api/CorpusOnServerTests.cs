using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Corpus.Judging;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Validation;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.EndToEnd.Api;

/// <summary>The corpus on a real API server. One that does not know CEL drops the rules; what they would refuse, our validator refuses for the controller.</summary>
public sealed class CorpusOnServerTests : ClusterTest
{
    private static IReadOnlyList<ResourceInfo> Kinds => ApiKinds.All;

    [SetUp]
    public Task InstallAsync() => ApiKindsOnServer.InstallAsync(Ct);

    [TestCaseSource(nameof(Kinds))]
    public async Task Good_manifests_are_taken(ResourceInfo kind)
    {
        foreach (var manifest in ManifestFiles.Good.Where(manifest => manifest.Kind == kind))
        {
            Assert.That(await RefusalAsync(manifest), Is.Null, manifest.Name);
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task Bad_manifests_are_refused_by_the_server_or_else_by_us(ResourceInfo kind)
    {
        var knowsRules = await KnowsRulesAsync(kind);
        foreach (var manifest in ManifestFiles.Bad.Where(manifest => manifest.Kind == kind && CanBeStored(manifest.Old, kind)))
        {
            var isRule = BrokenRules.Any(manifest);
            var refusal = await RefusalAsync(manifest);
            if (isRule ? knowsRules && manifest.Errors.All(error => error.IsSeenByServers) : !IsDropped(manifest))
            {
                Assert.That(refusal, Is.Not.Null, manifest.Name);
                Assert.That(manifest.Errors.Select(error => isRule ? error.Message : LastOf(error.Field)), Has.All.Matches<string>(refusal!.Contains), $"{manifest.Name}: {refusal}");
            }
            else
            {
                Assert.That(refusal, Is.Null, manifest.Name);
                Assert.That(ApiValidator.Validate(kind, manifest.Json, manifest.OldJson), Is.Not.Empty, manifest.Name);
            }
        }
    }

    // A server that does not know x-kubernetes-validations drops them from the definition.
    private async Task<bool> KnowsRulesAsync(ResourceInfo kind)
    {
        var definition = await ApiKindsOnServer.DefinitionAsync(kind, Ct);
        return definition.At("spec", "versions", 0, "schema", "openAPIV3Schema")!.Contains("x-kubernetes-validations", StringComparison.Ordinal);
    }

    // Old servers drop a field that they do not know instead of refusing it.
    private static bool IsDropped(Manifest manifest) =>
        !Cluster.Version.HasFieldValidation && manifest.Errors.All(error => error.Message.Contains("is an unknown field", StringComparison.Ordinal));

    // Some changes begin with an object that only a server without rules could have stored.
    private static bool CanBeStored(JsonObject? old, ResourceInfo kind) =>
        old is null || ApiValidator.Validate(kind, JsonSerializer.SerializeToUtf8Bytes(old), default).Count == 0;

    // Versions of Kubernetes differ in how they write indexes and keys; the name of the field is what all of them say.
    private static string LastOf(string field) => field.Split('.', '[').Last(part => !char.IsAsciiDigit(part[0])).TrimEnd(']');

    /// <summary>Creates the object, or makes the change, as a dry run; null when the server takes it.</summary>
    private async Task<string?> RefusalAsync(Manifest manifest)
    {
        var client = Client.Dynamic(manifest.Kind);
        var dryRun = new WriteOptions { DryRun = true };
        if (manifest.Old is null)
        {
            return await TryAsync(() => client.CreateAsync(Placed(manifest.Kind, manifest.Object, null), dryRun, Ct));
        }

        var old = await client.CreateAsync(Placed(manifest.Kind, manifest.Old, null), options: null, Ct);
        if (manifest.Old["status"] is { } status)
        {
            var patch = new JsonObject { ["status"] = status.DeepClone() }.ToJsonString();
            old = await client.Status.PatchAsync(KeyOf(old), Json.MergePatch(patch), options: null, Ct);
        }

        var refusal = await TryAsync(() => client.ReplaceAsync(Placed(manifest.Kind, manifest.Object, old.At("metadata", "resourceVersion")), dryRun, Ct));
        await client.DeleteAsync(KeyOf(old), options: null, Ct);
        return refusal;
    }

    private static NamespacedName KeyOf(DynamicObject value) => new(value.At("metadata", "namespace"), value.At("metadata", "name")!);

    private static async Task<string?> TryAsync(Func<Task> request)
    {
        try
        {
            await request();
            return null;
        }
        catch (KubernetesApiException error)
        {
            return error.Message;
        }
    }

    private DynamicObject Placed(ResourceInfo kind, JsonObject manifest, string? resourceVersion)
    {
        var placed = manifest.DeepClone().AsObject();
        var metadata = placed["metadata"]!.AsObject();
        metadata.Remove("namespace");
        if (kind.Scope == ResourceScope.Namespaced)
        {
            metadata["namespace"] = Namespace;
        }

        if (resourceVersion is not null)
        {
            metadata["resourceVersion"] = resourceVersion;
        }

        return Json.Object(placed.ToJsonString());
    }
}
