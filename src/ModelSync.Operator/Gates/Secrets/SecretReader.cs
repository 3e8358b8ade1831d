using System.Text;
using ModelSync.Api.Gates;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gates.Secrets;

/// <summary>Reads Secrets from the API server each time: none is cached in the operator's memory.</summary>
internal sealed class SecretReader(IKubernetesClient client) : ISecretReader
{
    private const int MostBytes = 64 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public async Task<SecretText> ReadAsync(string ns, SecretKeyReference reference, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(ns, reference.Name ?? throw new SecretException("the reference to a Secret has no name"));
        Secret? secret;
        try
        {
            secret = await client.Resource<Secret>().GetAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
        {
            throw new SecretException($"Secret {key} cannot be read: {(e as KubernetesApiException)?.Reason ?? "no connection to the API server"}", e);
        }

        if (secret is null)
        {
            throw new SecretException($"there is no Secret {key}: create it with the key {reference.Key}");
        }

        if (secret.Data?.TryGetValue(reference.Key ?? string.Empty, out var value) is not true || value.Length is 0 or > MostBytes)
        {
            throw new SecretException($"Secret {key} has nothing of 1 to {MostBytes} bytes under the key {reference.Key}");
        }

        try
        {
            return new SecretText(Strict.GetString(value).TrimEnd('\r', '\n'));
        }
        catch (DecoderFallbackException e)
        {
            throw new SecretException($"Secret {key} has no UTF-8 text under the key {reference.Key}", e);
        }
    }
}
