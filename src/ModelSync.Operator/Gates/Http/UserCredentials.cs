using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModelSync.Api.Gates;
using ModelSync.Operator.Gates.Secrets;

namespace ModelSync.Operator.Gates.Http;

/// <summary>Reads what gates refer to as their token and their authorities.</summary>
internal sealed class UserCredentials(ISecretReader secrets)
{
    private const int MostAuthorities = 100;

    /// <summary>Reads both, where they are named.</summary>
    /// <exception cref="SecretException">One of them is not there or cannot be used.</exception>
    public async Task<UserAccess> ReadAsync(string ns, SecretKeyReference? token, SecretKeyReference? authorities, CancellationToken cancellationToken)
    {
        var text = token is null ? null : await secrets.ReadAsync(ns, token, cancellationToken).ConfigureAwait(false);
        if (text is not null && !text.Reveal().All(static character => character is > ' ' and <= '~'))
        {
            throw new SecretException($"Secret {ns}/{token!.Name} has a token under {token.Key} with characters that no header can have");
        }

        var pem = authorities is null ? null : await secrets.ReadAsync(ns, authorities, cancellationToken).ConfigureAwait(false);
        return new UserAccess(text, pem is null ? null : Read(pem, $"Secret {ns}/{authorities!.Name}", authorities.Key));
    }

    private static X509Certificate2Collection Read(SecretText pem, string name, string? key)
    {
        var collection = new X509Certificate2Collection();
        try
        {
            collection.ImportFromPem(pem.Reveal());
        }
        catch (CryptographicException e)
        {
            throw new SecretException($"{name} has no certificates in PEM under the key {key}", e);
        }

        return collection.Count is 0 or > MostAuthorities
            ? throw new SecretException($"{name} has {collection.Count} certificates under the key {key}: give 1 to {MostAuthorities}")
            : collection;
    }
}
