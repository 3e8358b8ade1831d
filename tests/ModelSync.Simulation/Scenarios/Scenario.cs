using System.Globalization;
using System.Text;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Scenarios;

/// <summary>All that decides what happens in a world: the same scenario always makes the same history.</summary>
internal sealed record Scenario
{
    /// <summary>Decides how long calls, watches and pods take.</summary>
    public ulong Seed { get; init; }

    /// <summary>The world before anything happens.</summary>
    public required Setup Setup { get; init; }

    /// <summary>How long things take.</summary>
    public Timings Timings { get; init; } = Timings.Usual;

    /// <summary>How good the versions are, the first one first; versions that are not mentioned are fine.</summary>
    public IReadOnlyList<VersionQuality> Qualities { get; init; } = [];

    /// <summary>The faults and edits.</summary>
    public IReadOnlyList<Timed> Incidents { get; init; } = [];

    /// <summary>The scenario in words, as short as it goes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"seed {Seed}; {Setup}");
        for (var i = 0; i < Qualities.Count; i++)
        {
            if (Qualities[i] != VersionQuality.Fine)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  version {VersionName.Of(i + 1)}: {Qualities[i]}");
            }
        }

        foreach (var incident in Incidents)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {incident}");
        }

        return text.ToString();
    }
}
