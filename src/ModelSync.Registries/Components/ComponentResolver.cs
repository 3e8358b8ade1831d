using ModelSync.Api.Versions;
using ModelSync.Registries.Credentials;

namespace ModelSync.Registries.Components;

/// <summary>Finds out what one component is to be pinned to; the operator and the plugin's <c>pin</c> share it, so that both arrive at the same digest.</summary>
public sealed class ComponentResolver(IArtifactRegistry registry)
{
    /// <summary>The component with its digest, computed over bytes where a registry has it; or why it cannot be had.</summary>
    public async Task<RegistryResult<ResolvedComponent>> ResolveAsync(ModelComponent component, Keyring keyring, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(component);
        switch (ComponentSource.Of(component))
        {
            case ComponentSource.Declared declared:
                return new ResolvedComponent { Name = component.Name, Uri = component.Uri, Digest = component.Digest, Strength = declared.Strength };
            case ComponentSource.Registry source:
                return await AskAsync(component, source.Reference, keyring, cancellationToken).ConfigureAwait(false);
            case ComponentSource.Unreadable unreadable:
                return new RegistryFailure(RegistryProblem.InvalidReference, unreadable.Error);
            case ComponentSource.Refused refused:
                return new RegistryFailure(RegistryProblem.UnsupportedSource, refused.Error);
            default:
                throw new InvalidOperationException($"components[{component.Name}] has a source that nobody resolves.");
        }
    }

    private async Task<RegistryResult<ResolvedComponent>> AskAsync(
        ModelComponent component, ImageReference reference, Keyring keyring, CancellationToken cancellationToken)
    {
        var result = await registry.ResolveAsync(reference, component.Digest ?? reference.Digest, keyring, cancellationToken).ConfigureAwait(false);
        return result.IsKnown
            ? new ResolvedComponent
            {
                Name = component.Name,
                Uri = reference.PinnedTo(result.Value.Digest),
                Digest = result.Value.Digest,
                Strength = DigestStrength.Content,
                Size = result.Value.Size,
            }
            : result.Failure;
    }
}
