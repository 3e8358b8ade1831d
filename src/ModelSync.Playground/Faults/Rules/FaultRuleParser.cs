using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>Reads the one-line form of rules.</summary>
internal static class FaultRuleParser
{
    private const int MostRetryAfterSeconds = 86_400;

    // In the order in which help should list them.
    private static readonly (string Name, Func<RuleArguments, Fault?> Read)[] Kinds =
    [
        .. Fault.Error.Codes.Select(code => (code.ToString(CultureInfo.InvariantCulture), ErrorReader(code))),
        ("latency", ReadLatency),
        ("lost-answer", static arguments => new Fault.LostAnswer(arguments.TakeWord("by", Cut.Reset))),
        ("drop-request", static arguments => new Fault.DroppedRequest(arguments.TakeWord("by", Cut.Reset))),
        ("slow-body", ReadSlowBody),
        ("malformed", static arguments => new Fault.Malformed(arguments.TakeWord("as", MalformedBody.Truncated))),
        ("stale-list", static arguments => new Fault.StaleList(arguments.TakeWord("from", StaleSource.Server))),
        ("goaway", static _ => new Fault.GoAway()),
        ("warning", ReadWarning),
        ("drop-watch", static arguments => new Fault.DroppedWatch(arguments.TakeWord("by", WatchCut.End), ReadPoint(arguments))),
        ("stuck-watch", static arguments => new Fault.StuckWatch(ReadPoint(arguments))),
        ("no-bookmarks", static _ => new Fault.NoBookmarks()),
        ("refuse-connection", static arguments => new Fault.RefusedConnection(arguments.TakeWord("by", ConnectionCut.Reset))),
        ("tls-failure", static _ => new Fault.TlsFailure()),
        ("tls-certificate", ReadCertificate),
    ];

    public static bool TryParse(string text, [NotNullWhen(true)] out FaultRule? rule, [NotNullWhen(false)] out string? error)
    {
        rule = null;
        var arguments = RuleArguments.Split(text);
        if (arguments.Error is not null || Array.Find(Kinds, kind => string.Equals(kind.Name, arguments.First, StringComparison.Ordinal)).Read is not { } read)
        {
            error = arguments.Error ?? $"there is no fault '{arguments.First}': name one of {string.Join(", ", Kinds.Select(kind => kind.Name))}";
            return false;
        }

        var fault = read(arguments);
        var requests = fault?.Target == FaultTarget.Connection ? RequestSelector.Any : ReadSelector(arguments);
        var skip = arguments.TakeNumber("skip", 0) ?? 0;
        var count = arguments.TakeNumber("count", 1);
        var probability = arguments.TakeShare("probability") ?? 1;
        var duration = arguments.TakeDuration("duration");
        arguments.Close();
        error = arguments.Error ?? Contradiction(fault!, requests);
        rule = error is null
            ? new FaultRule { Fault = fault!, Requests = requests, Skip = skip, Count = count, Probability = probability, Duration = duration }
            : null;
        return error is null;
    }

    private static RequestSelector ReadSelector(RuleArguments arguments) => new()
    {
        Verb = arguments.TakePattern("verb"),
        Resource = arguments.TakePattern("resource"),
        Subresource = arguments.TakePattern("subresource"),
        Namespace = arguments.TakePattern("namespace"),
        Name = arguments.TakePattern("name"),
        User = arguments.TakePattern("user"),
        Agent = arguments.TakePattern("agent"),
        Path = arguments.TakePattern("path"),
    };

    private static Fault.Error ReadError(RuleArguments arguments, int code)
    {
        var seconds = arguments.TakeNumber("retry-after", 0);
        if (seconds > MostRetryAfterSeconds)
        {
            arguments.Fail<int>("retry-after", $"{seconds}", $"takes seconds, at most {MostRetryAfterSeconds}");
        }

        return new Fault.Error(code, arguments.TakeWord("shape", Fault.Error.UsualShape(code)))
        {
            RetryAfter = seconds is { } known ? TimeSpan.FromSeconds(known) : null,
            Message = arguments.Take("message"),
            Form = arguments.TakeWord("as", ErrorForm.Usual),
            After = ReadPoint(arguments),
        };
    }

    private static Func<RuleArguments, Fault?> ErrorReader(int code) => arguments => ReadError(arguments, code);

    private static Fault.SlowBody ReadSlowBody(RuleArguments arguments) =>
        new(arguments.TakeNumber("bytes", 1) ?? 64, arguments.TakeDuration("every") ?? TimeSpan.FromMilliseconds(50));

    private static Fault? ReadWarning(RuleArguments arguments) => arguments.Take("text") is { Length: > 0 } text
        ? new Fault.Warning(text)
        : arguments.FailMissing<Fault>("text", "\"v1beta1 is deprecated\"");

    private static Fault? ReadLatency(RuleArguments arguments)
    {
        var at = arguments.TakeWord("at", LatencyPlace.Request);
        return arguments.Take("delay") switch
        {
            null => arguments.FailMissing<Fault>("delay", "200ms"),
            var text when Delay.TryParse(text, out var delay) => new Fault.Latency(delay, at),
            var text => arguments.Fail<Fault>("delay", text, Delay.Takes),
        };
    }

    private static Fault? ReadCertificate(RuleArguments arguments) => arguments.Has("is")
        ? new Fault.TlsCertificate(arguments.TakeWord("is", BadCertificate.Expired))
        : arguments.FailMissing<Fault>("is", "expired");

    private static WatchPoint ReadPoint(RuleArguments arguments) => arguments.Take("after") switch
    {
        null => default,
        var text when WatchPoint.TryParse(text, out var point) => point,
        var text => arguments.Fail<WatchPoint>("after", text, WatchPoint.Takes),
    };

    // A rule that could never match is a mistake that nobody would notice.
    private static string? Contradiction(Fault fault, RequestSelector requests) => fault switch
    {
        Fault.Error { After: var after, Form: not ErrorForm.Event, Code: not 410 } when after != default =>
            "after is for errors that are told as an event: add as=event",
        Fault.Error { After: var after, Form: ErrorForm.Http } when after != default => "after is for errors that are told as an event: take as=http away",
        _ when fault.Target == FaultTarget.Watch && requests.Verb is { } verb && !verb.Matches("watch") =>
            $"{fault.Name} befalls watches only: take verb={verb} away",
        _ when fault.Target == FaultTarget.List && requests.Verb is { } verb && !verb.Matches("list") =>
            $"{fault.Name} befalls lists only: take verb={verb} away",
        _ => null,
    };
}
