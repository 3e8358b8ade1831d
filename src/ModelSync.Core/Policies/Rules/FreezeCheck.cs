using System.Globalization;
using ModelSync.Api.Policies;
using ModelSync.Core.Policies.Calendar;

namespace ModelSync.Core.Policies.Rules;

/// <summary>No freeze is on.</summary>
internal static class FreezeCheck
{
    public static RuleResult Check(FreezeRule rule, RuleContext context)
    {
        var now = context.Facts.SteadyNow;
        string? unknown = null;
        DateTimeOffset? until = null;
        foreach (var window in rule.Windows ?? [])
        {
            if (!FreezeCalendar.TryFindActive(window, now, out var active, out var problem))
            {
                unknown ??= problem;
            }
            else if (active is { } on && (until is null || on.End > until))
            {
                until = on.End;
            }
        }

        if (until is { } end)
        {
            var text = end.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
            return new RuleResult(PolicyReason.Frozen, $"nothing starts or advances before {text}: {context.Or("wait")}") { Until = end };
        }

        return unknown is null ? RuleResult.Pass("no freeze is on") : RuleResult.Unknown(unknown);
    }
}
