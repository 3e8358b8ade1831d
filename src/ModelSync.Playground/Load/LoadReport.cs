using System.Text.Json;

namespace ModelSync.Playground.Load;

/// <summary>Writes the end of a run for programs.</summary>
public static class LoadReport
{
    /// <summary>A run as JSON; times are in milliseconds.</summary>
    public static string ToJson(LoadSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var document = new LoadDocument
        {
            Seconds = Math.Round(snapshot.Elapsed.TotalSeconds, 3),
            Requests = snapshot.Requests,
            RequestsPerSecond = Math.Round(snapshot.Rate, 1),
            Failures = snapshot.Failures,
            Errors = snapshot.Errors.ToDictionary(error => error.Key.ToString(), error => error.Value, StringComparer.Ordinal),
            P50 = Milliseconds(snapshot.P50),
            P95 = Milliseconds(snapshot.P95),
            P99 = Milliseconds(snapshot.P99),
            Versions = [.. snapshot.Versions.Select(Of)],
            FirstFailures = snapshot.FirstFailures,
        };
        return JsonSerializer.Serialize(document, LoadJsonContext.Default.LoadDocument);
    }

    private static LoadVersionDocument Of(LoadVersion version) => new()
    {
        Version = version.Version,
        Answers = version.Answers,
        Share = Math.Round(version.Share, 6),
        Errors = version.Errors,
        P50 = Milliseconds(version.P50),
        P95 = Milliseconds(version.P95),
        P99 = Milliseconds(version.P99),
    };

    private static double? Milliseconds(TimeSpan? time) => time?.TotalMilliseconds;
}
