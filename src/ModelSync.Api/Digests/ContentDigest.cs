using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ModelSync.Api.Digests;

/// <summary>Digests of the form sha256:HEX, in lower case, as OCI registries write them.</summary>
public static class ContentDigest
{
    /// <summary>What every digest begins with.</summary>
    public const string Prefix = "sha256:";

    private const int HexLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Returns the digest of <paramref name="content"/>.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Prefix + Convert.ToHexStringLower(hash);
    }

    /// <summary>Whether <paramref name="text"/> is sha256: and 64 hexadecimal digits in lower case.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text?.Length == Prefix.Length + HexLength && text.StartsWith(Prefix, StringComparison.Ordinal)
        && !text.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigits);
}
