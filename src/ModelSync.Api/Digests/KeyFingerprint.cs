using System.Security.Cryptography;

namespace ModelSync.Api.Digests;

/// <summary>Names public keys by their content, however their PEM is broken into lines.</summary>
public static class KeyFingerprint
{
    private const string Label = "PUBLIC KEY";

    /// <summary>Returns the digest of the key's SubjectPublicKeyInfo; null when <paramref name="pem"/> is no public key in PEM.</summary>
    public static string? Of(string? pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || !pem.AsSpan()[fields.Label].SequenceEqual(Label))
        {
            return null;
        }

        var key = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(pem.AsSpan()[fields.Base64Data], key, out var written) ? ContentDigest.Of(key.AsSpan(0, written)) : null;
    }
}
