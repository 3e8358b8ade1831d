using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Digests;

/// <summary>
/// The one spec of all that say the same: lists that are maps or sets to Kubernetes are sorted, what is empty or the default is left out,
/// and so is what may change after creation.
/// </summary>
/// <remarks>Only the sizes of a shape keep their order; everything else in a version is found by its name.</remarks>
internal static class NormalizedSpec
{
    public static ModelVersionSpec Of(ModelVersionSpec spec) => spec with
    {
        Lifecycle = null,
        Description = null,
        RuntimeProfile = spec.RuntimeProfile is RuntimeProfile.HTTP ? null : spec.RuntimeProfile,
        PullSecrets = Sorted(spec.PullSecrets, secret => secret.Name),
        Components = Sorted(spec.Components, component => component.Name),
        Parameters = Map(spec.Parameters),
        Schema = Schema(spec.Schema),
        Lineage = Lineage(spec.Lineage),
        Hyperparameters = Map(spec.Hyperparameters),
        Metrics = Map(spec.Metrics),
        Dependencies = Dependencies(spec.Dependencies),
        DeploymentTargets = Sorted(spec.DeploymentTargets, target => target),
        Documents = Sorted(spec.Documents, document => $"{document.Kind}\n{document.Uri}\n{document.Sha256}"),
    };

    private static ModelSchema? Schema(ModelSchema? schema) =>
        Unless(new ModelSchema(), schema is null ? null : new ModelSchema { Inputs = Tensors(schema.Inputs), Outputs = Tensors(schema.Outputs) });

    private static TensorSchema[]? Tensors(IReadOnlyList<TensorSchema>? tensors) => Sorted(
        tensors?.Select(tensor => tensor.Presence is TensorPresence.Required ? tensor with { Presence = null } : tensor),
        tensor => tensor.Name);

    private static ModelLineage? Lineage(ModelLineage? lineage) => Unless(new ModelLineage(), lineage is null ? null : lineage with
    {
        Datasets = Sorted(lineage.Datasets, dataset => dataset.Name),
        Code = Unless(new CodeReference(), lineage.Code),
        Features = Sorted(lineage.Features, feature => feature),
    });

    private static ModelDependencies? Dependencies(ModelDependencies? dependencies) =>
        Unless(new ModelDependencies(), dependencies is null ? null : dependencies with
        {
            Framework = Unless(new FrameworkReference(), dependencies.Framework),
            Libraries = Map(dependencies.Libraries),
            Models = Sorted(dependencies.Models, model => model.Name),
        });

    private static StringMap? Map(StringMap? map) => map is { Count: > 0 } ? map : null;

    private static T? Unless<T>(T empty, T? value)
        where T : class => empty.Equals(value) ? null : value;

    private static T[]? Sorted<T>(IEnumerable<T>? items, Func<T, string?> key)
    {
        var sorted = items?.OrderBy(key, StringComparer.Ordinal).ToArray();
        return sorted is { Length: > 0 } ? sorted : null;
    }
}
