using ModelSync.Api.Digests;
using ModelSync.Registries.Credentials;
using ModelSync.Registries.Protocol;

namespace ModelSync.Registries;

/// <summary>Registries that speak the OCI distribution protocol.</summary>
public sealed class ArtifactRegistry : IArtifactRegistry, IDisposable
{
    private readonly RegistryTransport _transport;
    private readonly RegistryClient _client;
    private readonly RegistryLanes _lanes;
    private readonly FailureText _failures;

    /// <summary>A client for all registries of a process; <paramref name="jitter"/> gives numbers from 0 up to 1.</summary>
    public ArtifactRegistry(RegistryOptions options, TimeProvider time, Func<double> jitter)
    {
        ArgumentNullException.ThrowIfNull(options);
        _transport = new RegistryTransport(options, time, jitter);
        _failures = new FailureText(options.Words);
        _client = new RegistryClient(_transport, new TokenClient(_transport, options, time), options);
        _lanes = new RegistryLanes(options, time);
    }

    /// <inheritdoc />
    public Task<RegistryResult<RegistryManifest>> ResolveAsync(
        ImageReference reference, string? digest, Keyring keyring, CancellationToken cancellationToken) =>
        InLaneAsync(reference, () => GetAsync(reference, digest ?? reference.Target, keyring, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public Task<RegistryResult<RegistryManifest>> PeekAsync(ImageReference reference, Keyring keyring, CancellationToken cancellationToken) =>
        InLaneAsync(reference, () => HeadAsync(reference, keyring, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _transport.Dispose();

    private async Task<RegistryResult<RegistryManifest>> InLaneAsync(
        ImageReference reference, Func<Task<RegistryResult<RegistryManifest>>> ask, CancellationToken cancellationToken)
    {
        var (place, cause) = await _lanes.EnterAsync(reference.Domain, cancellationToken).ConfigureAwait(false);
        if (place is null)
        {
            return cause is null ? FailureText.Busy(reference) : _failures.Unreachable(reference, cause);
        }

        using (place)
        {
            var result = await ask().ConfigureAwait(false);
            _lanes.Report(reference.Domain, result.Failure);
            return result;
        }
    }

    private async Task<RegistryResult<RegistryManifest>> HeadAsync(ImageReference reference, Keyring keyring, CancellationToken cancellationToken)
    {
        var target = reference.Tag ?? ImageReference.DefaultTag;
        var result = await _client.SendAsync(HttpMethod.Head, reference, target, keyring, cancellationToken).ConfigureAwait(false);
        if (!result.IsKnown)
        {
            return result.Failure;
        }

        // Registries need not say the digest, and may say it by another algorithm.
        return ContentDigest.IsValid(result.Value.Digest)
            ? new RegistryManifest(result.Value.Digest, Size: null)
            : await GetAsync(reference, target, keyring, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RegistryResult<RegistryManifest>> GetAsync(
        ImageReference reference, string target, Keyring keyring, CancellationToken cancellationToken)
    {
        var result = await _client.SendAsync(HttpMethod.Get, reference, target, keyring, cancellationToken).ConfigureAwait(false);
        if (!result.IsKnown)
        {
            return result.Failure;
        }

        var answer = result.Value;
        var digest = ContentDigest.Of(answer.Body);
        if (FindMismatch(digest, target, answer.Digest) is { } mismatch)
        {
            return new RegistryFailure(
                RegistryProblem.DigestMismatch,
                $"{reference}: the bytes have the digest {digest}, but {mismatch}: the registry, or what stands before it, is broken");
        }

        return ManifestReader.TryRead(answer.Body, answer.MediaType, out var size, out var error)
            ? new RegistryManifest(digest, size)
            : new RegistryFailure(RegistryProblem.UnsupportedArtifact, $"{reference} {error}: push it with a current tool such as oras, docker or skopeo");
    }

    private static string? FindMismatch(string digest, string target, string? said)
    {
        if (ContentDigest.IsValid(target) && !string.Equals(target, digest, StringComparison.Ordinal))
        {
            return $"{target} was asked for";
        }

        return ContentDigest.IsValid(said) && !string.Equals(said, digest, StringComparison.Ordinal) ? $"the registry says {said}" : null;
    }
}
