using System.Text.Json;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>A pod's answer to a probe. Its body is judged and goes no further.</summary>
/// <param name="Who">The pod that answered.</param>
/// <param name="Status">The status.</param>
/// <param name="VersionHeader">The version that a header names.</param>
/// <param name="Body">The body.</param>
internal sealed record ProbeAnswer(string Who, int Status, string? VersionHeader, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the status is any of 200 to 299.</summary>
    public bool IsGood => Status is >= 200 and <= 299;

    /// <summary>The body as JSON, which is a copy; null when it is none.</summary>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
