using System.Collections.Concurrent;
using ModelSync.Registries;
using ModelSync.Registries.Credentials;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>A registry in memory that counts what it is asked.</summary>
internal sealed class ScriptedRegistry : IArtifactRegistry
{
    /// <summary>What a reference leads to; others are not there.</summary>
    public ConcurrentDictionary<string, RegistryResult<RegistryManifest>> Answers { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Resolved { get; } = new();

    public ConcurrentQueue<string> Peeked { get; } = new();

    public Task<RegistryResult<RegistryManifest>> ResolveAsync(ImageReference reference, string? digest, Keyring keyring, CancellationToken cancellationToken)
    {
        Resolved.Enqueue(reference.ToString());
        return Task.FromResult(Of(reference));
    }

    public Task<RegistryResult<RegistryManifest>> PeekAsync(ImageReference reference, Keyring keyring, CancellationToken cancellationToken)
    {
        Peeked.Enqueue(reference.ToString());
        return Task.FromResult(Of(reference));
    }

    private RegistryResult<RegistryManifest> Of(ImageReference reference) => Answers.TryGetValue(reference.ToString(), out var answer)
        ? answer
        : new RegistryFailure(RegistryProblem.ArtifactNotFound, $"{reference} is not there: push it");
}
