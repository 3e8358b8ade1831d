using System.Runtime.InteropServices;
using ModelSync.Cli.Lint;

namespace ModelSync.Cli.Pins;

/// <summary>Where in a text the digest of a component goes: behind the value of its uri.</summary>
/// <param name="End">Where that value ends.</param>
/// <param name="Column">The column of the name <c>uri</c>, where the names of the component begin.</param>
/// <param name="IsFlow">Whether the component is written in braces.</param>
/// <param name="IsQuoted">Whether names stand in quotes, as in JSON.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PinSpot(YamlPlace End, int Column, bool IsFlow, bool IsQuoted)
{
    /// <summary>The spot of a component; null where its uri is not on one line with its name, so that nobody can say where a digest would go.</summary>
    public static PinSpot? Of(YamlNode.Map component, string text)
    {
        if (component.Find("uri") is not { Node: YamlNode.Value value } entry || value.Place.Line != entry.Place.Line || value.End.Line != entry.Place.Line || value.Place.Column < entry.Place.Column)
        {
            return null;
        }

        var line = TextLines.Split(text)[entry.Place.Line - 1];
        return new PinSpot(value.End, entry.Place.Column, component.IsFlow, line.ElementAtOrDefault(entry.Place.Column - 1) is '"');
    }
}
