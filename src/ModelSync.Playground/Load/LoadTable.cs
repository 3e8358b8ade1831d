using System.Globalization;
using System.Text;

namespace ModelSync.Playground.Load;

/// <summary>Shows a run to people: plain lines, to be printed again and again.</summary>
public static class LoadTable
{
    private const int LongestVersion = 40;

    /// <summary>A table with a line for each version and one for all, and the errors by kind below it where there are any.</summary>
    public static string Render(LoadSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var width = Math.Clamp(snapshot.Versions.Select(version => version.Version.Length).DefaultIfEmpty(0).Max(), "VERSION".Length, LongestVersion);
        var text = new StringBuilder();
        Line(text, width, "VERSION", "ANSWERS", "SHARE", "ERRORS", "P50", "P95", "P99");
        foreach (var version in snapshot.Versions)
        {
            var name = version.Version.Length > width ? $"{version.Version[..(width - 1)]}…" : version.Version;
            var (answers, share, errors) = (Number(version.Answers), Percent(version.Share), Number(version.Errors));
            Line(text, width, name, answers, share, errors, Time(version.P50), Time(version.P95), Time(version.P99));
        }

        Line(text, width, "all", Number(snapshot.Requests), "", Number(snapshot.Failures), Time(snapshot.P50), Time(snapshot.P95), Time(snapshot.P99));
        text.Append(CultureInfo.InvariantCulture, $"{snapshot.Elapsed.TotalSeconds:0.0} s, {snapshot.Rate:0} requests/s");
        foreach (var (kind, count) in snapshot.Errors.OrderBy(error => error.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $", {kind.ToString().ToLowerInvariant()} {count}");
        }

        return text.Append('\n').ToString();
    }

    private static void Line(
        StringBuilder text, int width, string version, string answers, string share, string errors, string p50, string p95, string p99) => text
        .Append(version.PadRight(width))
        .Append(CultureInfo.InvariantCulture, $"  {answers,9}  {share,8}  {errors,8}  {p50,9}  {p95,9}  {p99,9}\n");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan? time) => time is { } value ? value.TotalMilliseconds.ToString("0.00 'ms'", CultureInfo.InvariantCulture) : "-";
}
