using System.Text;

namespace ModelSync.Api.Digests;

/// <summary>What digests are computed over: a line that names the form, so that no text of one form is one of another, then canonical JSON.</summary>
internal static class DigestForm
{
    public static byte[] Compose(string form, ReadOnlyMemory<byte> json) => [.. Encoding.ASCII.GetBytes(form), (byte)'\n', .. CanonicalJson.Write(json)];
}
