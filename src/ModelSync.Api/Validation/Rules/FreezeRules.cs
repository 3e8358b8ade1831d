using System.Globalization;
using ModelSync.Api.Policies;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of freeze windows.</summary>
internal static class FreezeRules
{
    /// <summary>All of them.</summary>
    public static Place<FreezeRule> All() => new Place<FreezeRule>().Items("windows", static freeze => freeze.Windows, Window());

    private static Place<FreezeWindow> Window() => new Place<FreezeWindow>()
        .Require(
            "has(self.cron) ? has(self.durationSeconds) && !has(self.start) && !has(self.end) : has(self.start) && has(self.end) && !has(self.durationSeconds)",
            static window => window.Cron is null
                ? window is { Start: not null, End: not null, DurationSeconds: null }
                : window is { Start: null, End: null, DurationSeconds: not null },
            "a window must have either start and end, or cron and durationSeconds; write one window for each")
        .Require(
            "!has(self.start) || !has(self.end) || self.start < self.end",
            static window => window.Start is not { } start || window.End is not { } end || start < end,
            "end must come after start; exchange them",
            field: ".end")
        .Require(
            "!has(self.timeZone) || has(self.cron)",
            static window => window.TimeZone is null || window.Cron is not null,
            "timeZone is only for cron, since start and end name their own; remove it",
            field: ".timeZone",
            reason: Reasons.Forbidden)
        .Require(
            $"!has(self.timeZone) || self.timeZone.matches(r'{Patterns.TimeZone}')",
            static window => window.TimeZone is not { } zone || Patterns.TimeZone.Fits(zone),
            RuleMessage<FreezeWindow>.Naming("self.timeZone", static window => window.TimeZone, "timeZone '{0}' must be UTC or a name of the time zone database, such as Europe/Berlin"),
            field: ".timeZone")
        .Require(
            $"!has(self.cron) || self.cron.matches(r'{Patterns.Cron}')",
            static window => window.Cron is not { } cron || Patterns.Cron.Fits(cron),
            RuleMessage<FreezeWindow>.Naming(
                "self.cron",
                static window => window.Cron,
                "cron '{0}' must be minute, hour, day of month, month and day of week, with one space between them, such as 0 18 * * FRI"),
            field: ".cron")
        .RequireInCode(
            static window => window.Cron is not { } cron || FallingRange(cron) is null,
            RuleMessage<FreezeWindow>.Naming(
                string.Empty, static window => FallingRange(window.Cron!), "cron has the range '{0}', which falls; write it as two, such as FRI-SAT,SUN-MON"),
            field: ".cron");

    private static string? FallingRange(string cron)
    {
        var parts = cron.Split(' ', ',').Select(static item => item.Split('/')[0]);
        return parts.FirstOrDefault(static range => range.Split('-') is [var from, var to] && Number(from) > Number(to));
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text switch
    {
        "JAN" or "MON" => 1,
        "FEB" or "TUE" => 2,
        "MAR" or "WED" => 3,
        "APR" or "THU" => 4,
        "MAY" or "FRI" => 5,
        "JUN" or "SAT" => 6,
        "JUL" => 7,
        "AUG" => 8,
        "SEP" => 9,
        "OCT" => 10,
        "NOV" => 11,
        "DEC" => 12,
        _ => 0,
    };
}
