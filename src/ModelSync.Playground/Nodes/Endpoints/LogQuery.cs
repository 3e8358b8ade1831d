using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>Which part of a container's output is asked for, in the words of a kubelet's containerLogs.</summary>
internal sealed record LogQuery
{
    public bool Follow { get; init; }

    public bool Previous { get; init; }

    public bool Timestamps { get; init; }

    /// <summary>Only so many of the last lines.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only lines that are not older.</summary>
    public DateTimeOffset? Since { get; init; }

    public long? LimitBytes { get; init; }

    /// <summary>Null when a parameter can't be read; the error names it, its value and the remedy.</summary>
    public static LogQuery? Parse(IQueryCollection query, DateTimeOffset now, out string? error)
    {
        var errors = new List<string>();
        var sinceSeconds = Number(query, "sinceSeconds", least: 1, errors);
        var sinceTime = Time(query, "sinceTime", errors);
        if (sinceSeconds is not null && sinceTime is not null)
        {
            errors.Add("sinceSeconds and sinceTime are both given: give one of them");
        }

        var result = new LogQuery
        {
            Follow = Flag(query, "follow", errors),
            Previous = Flag(query, "previous", errors),
            Timestamps = Flag(query, "timestamps", errors),
            TailLines = Number(query, "tailLines", least: 0, errors),
            LimitBytes = Number(query, "limitBytes", least: 1, errors),

            // More seconds than there have been means all.
            Since = sinceSeconds is { } seconds ? now - TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(365).TotalSeconds)) : sinceTime,
        };
        error = errors.Count == 0 ? null : string.Join("; ", errors);
        return error is null ? result : null;
    }

    private static bool Flag(IQueryCollection query, string name, List<string> errors)
    {
        var text = query[name].ToString();
        if (text is "" or "false" or "0" or "true" or "1")
        {
            return text is "true" or "1";
        }

        errors.Add($"{name} is \"{text}\": give true or false");
        return false;
    }

    private static long? Number(IQueryCollection query, string name, long least, List<string> errors)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        errors.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is \"{text}\": give a whole number of at least {least}"));
        return null;
    }

    private static DateTimeOffset? Time(IQueryCollection query, string name, List<string> errors)
    {
        var text = query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (Kubernetes.Values.MicroTime.TryParse(text, out var time))
        {
            return time.ToDateTimeOffset();
        }

        errors.Add($"{name} is \"{text}\": give a time such as 2026-01-31T12:00:00Z");
        return null;
    }
}
