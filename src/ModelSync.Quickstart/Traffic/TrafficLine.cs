using System.Globalization;

namespace ModelSync.Quickstart.Traffic;

/// <summary>What clients get, in one line.</summary>
internal static class TrafficLine
{
    public static string Of(TrafficView view)
    {
        var shares = view.Versions.Where(version => version.Share > 0)
            .Select(version => string.Create(CultureInfo.InvariantCulture, $"{version.Version} {version.Share * 100:0.0} %"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"clients get {string.Join(", ", shares)} ({view.Rate:0} requests a second; {view.Requests} so far, {view.Failures} failed)");
    }
}
