using ModelSync.Api.Digests;
using ModelSync.Api.Versions;
using ModelSync.Cli.Lint;
using ModelSync.Registries;
using ModelSync.Registries.Components;
using ModelSync.Registries.Credentials;

namespace ModelSync.Cli.Pins;

/// <summary>Asks registries what the tags of manifests lead to, as the operator would, and writes the digests beside them.</summary>
internal sealed class Pinner(IArtifactRegistry registry, Func<string, CancellationToken, Task<Keyring>> keyrings)
{
    private readonly ComponentResolver _resolver = new(registry);

    // A tag that moves while we look must not give two answers.
    private readonly Dictionary<string, RegistryResult<ResolvedComponent>> _known = new(StringComparer.Ordinal);

    /// <summary>Pins the ModelVersions of a text; all of them, or none.</summary>
    public async Task<PinReport> PinAsync(string file, string text, CancellationToken cancellationToken)
    {
        var mistakes = Linter.Check(file, text).Findings.Where(static finding => finding.Object.Length == 0 || finding.Object.StartsWith("ModelVersion/", StringComparison.Ordinal)).ToList();
        if (mistakes.Count > 0)
        {
            return new PinReport { Text = text, Failures = mistakes };
        }

        var report = new PinReport { Text = text };
        var spots = new List<(PinSpot Spot, string Digest)>();
        foreach (var candidate in PinFinder.Find(text))
        {
            report = await AddAsync(report, file, candidate, spots, cancellationToken).ConfigureAwait(false);
        }

        return report.Failures.Count > 0 || spots.Count == 0 ? report : Written(report, file, PinnedText.Of(text, spots));
    }

    private async Task<PinReport> AddAsync(PinReport report, string file, PinCandidate candidate, List<(PinSpot Spot, string Digest)> spots, CancellationToken cancellationToken)
    {
        var (resolved, pinned, failures) = (new List<ResolvedComponent>(), new List<PinLine>(), new List<LintFinding>());
        foreach (var component in candidate.Spec.Components ?? [])
        {
            var open = candidate.Open.FirstOrDefault(one => ReferenceEquals(one.Component, component));
            var place = open.Component is null ? candidate.Place : open.Place;
            var result = await ResolveAsync(component, cancellationToken).ConfigureAwait(false);
            if (!result.IsKnown)
            {
                failures.Add(Finding(place, $"components[{component.Name}]: {result.Failure.Message}"));
                continue;
            }

            resolved.Add(result.Value);
            if (open.Component is null)
            {
                continue;
            }

            if (open.Spot is { } spot)
            {
                spots.Add((spot, result.Value.Digest!));
                pinned.Add(new PinLine(place, candidate.Name, component.Name!, component.Uri!, result.Value.Digest!));
            }
            else
            {
                failures.Add(Finding(place, $"components[{component.Name}]: write uri and its value on one line, so that pin can write behind it; it is {result.Value.Digest}"));
            }
        }

        var package = failures.Count == 0 ? PackageDigest.Of(candidate.Spec, resolved) : null;
        if (package is not null && candidate.Spec.PackageDigest is { } declared && !string.Equals(declared, package, StringComparison.Ordinal))
        {
            failures.Add(Finding(candidate.Place, $"spec.packageDigest is {declared}, but the components, parameters, schema, metrics and lineage make {package}: correct it, or push what was meant"));
        }

        return report with
        {
            Pinned = [.. report.Pinned, .. pinned],
            Failures = [.. report.Failures, .. failures],
            Already = report.Already + resolved.Count - pinned.Count,
            Packages = package is null ? report.Packages : [.. report.Packages, (candidate.Name, package)],
        };

        LintFinding Finding(YamlPlace where, string message) => new(file, where, $"ModelVersion/{candidate.Name}", message);
    }

    private async Task<RegistryResult<ResolvedComponent>> ResolveAsync(ModelComponent component, CancellationToken cancellationToken)
    {
        var key = $"{component.Role} {component.Digest} {component.Uri}";
        if (!_known.TryGetValue(key, out var result))
        {
            var keyring = ComponentSource.Of(component) is ComponentSource.Registry source
                ? await keyrings(source.Reference.Domain, cancellationToken).ConfigureAwait(false)
                : Keyring.Empty;
            _known[key] = result = await _resolver.ResolveAsync(component, keyring, cancellationToken).ConfigureAwait(false);
        }

        return result.IsKnown ? result.Value with { Name = component.Name } : result.Failure;
    }

    // YAML can be laid out in more ways than a writer of lines knows: what was written is read again before it counts.
    private static PinReport Written(PinReport report, string file, string text)
    {
        try
        {
            var isWhole = Linter.Check(file, text).Findings.All(static finding => !finding.Object.StartsWith("ModelVersion/", StringComparison.Ordinal))
                && PinFinder.Find(text) is var again
                && again.All(static candidate => candidate.Open.Count == 0)
                && report.Pinned.All(pin => again.Any(candidate => string.Equals(candidate.Name, pin.Version, StringComparison.Ordinal)
                    && candidate.Spec.Components!.Any(one => string.Equals(one.Name, pin.Component, StringComparison.Ordinal) && string.Equals(one.Digest, pin.Digest, StringComparison.Ordinal))));
            if (isWhole)
            {
                return report with { Text = text };
            }
        }
        catch (YamlTextException)
        {
            // Told below.
        }

        return report with
        {
            Failures = [.. report.Pinned.Select(pin => new LintFinding(
                file, pin.Place, $"ModelVersion/{pin.Version}", $"components[{pin.Component}]: the file is laid out in a way that pin cannot write into: add digest: {pin.Digest} by hand"))],
        };
    }
}
