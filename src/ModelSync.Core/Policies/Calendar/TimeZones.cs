using System.Buffers;

namespace ModelSync.Core.Policies.Calendar;

/// <summary>Finds time zones by their names in the time zone database.</summary>
internal static class TimeZones
{
    private const string Local = "Local";

    // Names only: neither a path nor anything else that a file system would understand.
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

    public static TimeZoneInfo? Find(string? name, out string? problem)
    {
        problem = null;
        if (name is null or "UTC")
        {
            return TimeZoneInfo.Utc;
        }

        // The operator's own zone would be another one on each machine.
        var isLocal = string.Equals(name, Local, StringComparison.OrdinalIgnoreCase);
        var isName = name.Length is > 0 and <= 64 && name[0] is not '/' && !name.AsSpan().ContainsAnyExcept(Letters);
        if (isName && !isLocal && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        problem = $"the time zone \"{name}\" is not known here: use UTC or a name such as Europe/Berlin, and an operator image with the time zone database";
        return null;
    }
}
