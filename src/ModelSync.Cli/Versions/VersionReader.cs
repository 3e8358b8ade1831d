using ModelSync.Api.Versions;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Status;
using ModelSync.Kubernetes.Client;

namespace ModelSync.Cli.Versions;

/// <summary>Reads ModelVersions.</summary>
internal sealed class VersionReader(Session session)
{
    /// <summary>The versions of a model, or of all, in the order of model and version.</summary>
    public async Task<IReadOnlyList<ModelVersion>> ListAsync(string? model, CancellationToken cancellationToken)
    {
        try
        {
            var all = await session.Client.Resource<ModelVersion>().ListAsync(new ListOptions { Namespace = session.Namespace }, cancellationToken).ConfigureAwait(false);
            return Sorted(all.Items.Where(version => model is null || string.Equals(version.Spec?.Model, model, StringComparison.Ordinal)));
        }
        catch (KubernetesApiException e) when (e.Status.Code == 404)
        {
            throw RolloutReader.NotInstalled(e);
        }
    }

    /// <summary>The versions by model, and each model's as versions are ordered.</summary>
    internal static IReadOnlyList<ModelVersion> Sorted(IEnumerable<ModelVersion> versions) =>
    [
        .. versions.Select(version => (Version: version, Number: SemanticVersion.TryParse(version.Spec?.Version, out var number, out _) ? number : null))
            .OrderBy(pair => pair.Version.Spec?.Model, StringComparer.Ordinal)
            .ThenBy(pair => pair.Number)
            .ThenBy(pair => pair.Version.Metadata.Name, StringComparer.Ordinal)
            .Select(pair => pair.Version),
    ];

    /// <summary>The one that a text names: by the object's name, else by the version where one model alone has it.</summary>
    /// <exception cref="CliException">There is none, or there are several.</exception>
    internal static ModelVersion Find(IReadOnlyList<ModelVersion> all, string text, string? model, string place)
    {
        var named = all.FirstOrDefault(version => string.Equals(version.Metadata.Name, text, StringComparison.Ordinal));
        var found = named is not null ? [named] : all.Where(version => string.Equals(version.Spec?.Version, text, StringComparison.Ordinal)).ToList();
        if (found.Count == 1)
        {
            return found[0];
        }

        if (found.Count > 1)
        {
            throw new CliException(ExitCodes.Usage, $"several models have a version {text}: name one with --model, {string.Join(" or ", found.Select(version => version.Spec?.Model))}");
        }

        var names = all.Select(version => version.Metadata.Name!).ToList();
        var guess = Arguments.Guess.Of(text, names);
        throw new CliException(ExitCodes.Cluster, $"there is no ModelVersion {text}{(model is null ? "" : $" of {model}")} in namespace {place}"
            + (guess.Length > 0 ? guess : names.Count == 0 ? ", nor any other: choose another namespace with -n" : $": there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names.Take(10))}{(names.Count > 10 ? ", …" : "")}"));
    }
}
