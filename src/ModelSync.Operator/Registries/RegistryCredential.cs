using System.Security.Cryptography;
using System.Text;

namespace ModelSync.Operator.Registries;

/// <summary>Who asks a registry, and from which pull secret that is known; prints nothing that is secret.</summary>
internal sealed class RegistryCredential
{
    private string? _fingerprint;

    /// <summary>The pull secret.</summary>
    public required string Secret { get; init; }

    /// <summary>The user.</summary>
    public string? Username { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>A refresh token, which is exchanged for others.</summary>
    public string? IdentityToken { get; init; }

    /// <summary>Tells apart what was obtained with one credential from what was obtained with another.</summary>
    public string Fingerprint => _fingerprint ??= Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Username?.Length}:{Username}{Password?.Length}:{Password}{IdentityToken}")));

    /// <summary>The value of an Authorization header with the password.</summary>
    public string BasicValue => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password}"));

    /// <summary>The name of the secret, never the content.</summary>
    public override string ToString() => $"credential of pull secret {Secret}";
}
