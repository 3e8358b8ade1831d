using System.Text.RegularExpressions;

namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>Names for Events: the object's and the time, as other controllers name theirs; never the same twice. For one thread.</summary>
internal sealed partial class EventNames
{
    private const int NanosecondsPerTick = 100;
    private const int MaxName = 253;

    private long _last;

    public string Next(string regarding, DateTimeOffset at)
    {
        _last = Math.Max(_last + 1, (at - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick);
        var name = $"{regarding}.{_last:x}";

        // Some kinds allow more in their names than Events may have, such as `system:node`.
        return name.Length <= MaxName && DnsSubdomain().IsMatch(name) ? name : $"event.{_last:x}";
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DnsSubdomain();
}
