using ModelSync.Api.Versions;
using ModelSync.Registries;
using ModelSync.Registries.Components;
using ModelSync.Registries.Credentials;

namespace ModelSync.Operator.Versions;

/// <summary>Finds out what a version is to be pinned to, and where its tags lead; it decides nothing.</summary>
internal sealed class VersionResolver(IArtifactRegistry registry, TimeProvider time)
{
    // All components of a version together: well within the time of one reconcile.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ComponentResolver _components = new(registry);

    /// <summary>Resolves every component, or tells why one cannot be.</summary>
    public async Task<Resolution> ResolveAsync(ModelVersionSpec spec, Keyring keyring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var limit = new CancellationTokenSource(Limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var resolved = new List<ResolvedComponent>();
        try
        {
            foreach (var component in spec.Components ?? [])
            {
                var (pin, failed) = await ResolveAsync(component, keyring, linked.Token).ConfigureAwait(false);
                if (pin is null)
                {
                    return failed!;
                }

                resolved.Add(pin);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Resolution
            {
                Failure = new ResolutionFailure(
                    nameof(RegistryProblem.RegistryUnreachable),
                    $"the registries of {spec.Components!.Count} components took more than {Limit.TotalSeconds:0} s: check them; it is tried again by itself"),
            };
        }

        return new Resolution { Components = resolved };
    }

    /// <summary>Looks where the tags lead; those whose registry does not answer are left out.</summary>
    public async Task<IReadOnlyList<UpstreamFinding>> LookAsync(ModelVersionSpec spec, Keyring keyring, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var findings = new List<UpstreamFinding>();
        try
        {
            foreach (var (component, reference) in Upstream.Tagged(spec))
            {
                var result = await registry.PeekAsync(reference, keyring, linked.Token).ConfigureAwait(false);
                if (result.IsKnown || result.Failure.Problem is RegistryProblem.ArtifactNotFound)
                {
                    findings.Add(new UpstreamFinding(component.Name!, result.Value?.Digest));
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The others are looked at next time.
        }

        return findings;
    }

    private async Task<(ResolvedComponent? Pin, Resolution? Failed)> ResolveAsync(
        ModelComponent component, Keyring keyring, CancellationToken cancellationToken)
    {
        var result = await _components.ResolveAsync(component, keyring, cancellationToken).ConfigureAwait(false);
        return result.IsKnown
            ? (result.Value, null)
            : (null, new Resolution
            {
                Failure = new ResolutionFailure(result.Failure.Problem.ToString(), $"components[{component.Name}]: {result.Failure.Message}"),
                RetryAfter = result.Failure.RetryAfter,
                IsBusy = result.Failure.Problem is RegistryProblem.RegistryBusy,
            });
    }
}
