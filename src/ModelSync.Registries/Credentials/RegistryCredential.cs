using System.Security.Cryptography;
using System.Text;

namespace ModelSync.Registries.Credentials;

/// <summary>Who asks a registry, and from where that is known; prints nothing that is secret.</summary>
public sealed class RegistryCredential
{
    private string? _fingerprint;

    /// <summary>The pull secret or file that it is from.</summary>
    public required string Origin { get; init; }

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

    /// <summary>Where it is from, never what it is.</summary>
    public override string ToString() => $"credential of {Origin}";
}
