using FsCheck;
using FsCheck.Fluent;
using ModelSync.Playground.Faults.Rules;

namespace ModelSync.Playground.Tests.Faults.Planning;

/// <summary>Random rules of every kind.</summary>
internal static class RandomRules
{
    private static readonly Gen<TimeSpan> Durations =
        from number in Gen.Choose(1, 80_000)
        from unit in Gen.Elements(1, 1000, 60_000)
        select TimeSpan.FromMilliseconds(Math.Min((long)number * unit, 86_400_000));

    private static readonly Gen<string> Texts = Gen.NonEmptyListOf(Gen.Elements("a", "kube-", "*", ",", " ", "\"", "\\", "=", "ü", "{}", "/")).Select(string.Concat);

    private static readonly Gen<Pattern?> Patterns = Gen.Frequency((3, Gen.Constant<Pattern?>(null)), (1, Texts.Select(text => (Pattern?)new Pattern(text))));

    private static readonly Gen<WatchPoint> Points = Gen.OneOf(Gen.Choose(0, 5).Select(WatchPoint.AfterEvents), Durations.Select(WatchPoint.AfterTime));

    private static readonly Gen<Delay> Delays = Gen.OneOf(
        Durations.Select(Delay.Fixed),
        Durations.Two().Select(two => two.Item1 < two.Item2 ? Delay.Uniform(two.Item1, two.Item2) : Delay.Uniform(two.Item2, two.Item1)),
        Gen.Choose(1, 60_000).Select(milliseconds => Delay.Exponential(TimeSpan.FromMilliseconds(milliseconds))));

    private static readonly Gen<Fault> Errors =
        from code in Gen.Elements(Fault.Error.Codes.ToArray())
        from shape in Gen.Elements(Enum.GetValues<ErrorShape>())
        from wait in Gen.Choose(-5, 100)
        from message in Gen.Frequency((2, Gen.Constant<string?>(null)), (1, Texts.Select(text => (string?)text)))
        from form in Gen.Elements(Enum.GetValues<ErrorForm>())
        from after in Points
        select (Fault)new Fault.Error(code, shape)
        {
            RetryAfter = wait < 0 ? null : TimeSpan.FromSeconds(wait),
            Message = message,
            Form = form,
            After = form == ErrorForm.Event || (code == 410 && form == ErrorForm.Usual) ? after : default,
        };

    public static Gen<Fault> Faults { get; } = Gen.OneOf(
        Errors,
        Delays.SelectMany(delay => Words<LatencyPlace>(), (delay, at) => (Fault)new Fault.Latency(delay, at)),
        Words<Cut>().Select(by => (Fault)new Fault.LostAnswer(by)),
        Words<Cut>().Select(by => (Fault)new Fault.DroppedRequest(by)),
        Gen.Choose(1, 5000).SelectMany(_ => Durations, (bytes, every) => (Fault)new Fault.SlowBody(bytes, every)),
        Words<MalformedBody>().Select(what => (Fault)new Fault.Malformed(what)),
        Words<StaleSource>().Select(from => (Fault)new Fault.StaleList(from)),
        Gen.Elements<Fault>(new Fault.GoAway(), new Fault.NoBookmarks(), new Fault.TlsFailure()),
        Texts.Select(text => (Fault)new Fault.Warning(text)),
        Words<WatchCut>().SelectMany(_ => Points, (by, after) => (Fault)new Fault.DroppedWatch(by, after)),
        Points.Select(after => (Fault)new Fault.StuckWatch(after)),
        Words<ConnectionCut>().Select(by => (Fault)new Fault.RefusedConnection(by)),
        Words<BadCertificate>().Select(bad => (Fault)new Fault.TlsCertificate(bad)));

    public static Arbitrary<FaultRule> Rule() => (
        from fault in Faults
        from patterns in Gen.ArrayOf(Patterns, 7)
        from verb in Gen.Elements(null, "*", "watch,list", "*t*")
        from skip in Gen.Choose(0, 3)
        from count in Gen.Choose(-3, 5)
        from share in Gen.Elements(1, 0.5, 0.1, 1e-7, 0.333333333333)
        from duration in Durations
        from hasDuration in Gen.Elements(true, false)
        select new FaultRule
        {
            Fault = fault,
            Requests = fault.Target == FaultTarget.Connection ? RequestSelector.Any : new RequestSelector
            {
                Verb = verb is null ? null : new Pattern(verb),
                Resource = patterns[0],
                Subresource = patterns[1],
                Namespace = patterns[2],
                Name = patterns[3],
                User = patterns[4],
                Agent = patterns[5],
                Path = patterns[6],
            },
            Skip = skip,
            Count = count > 0 ? count : null,
            Probability = share,
            Duration = hasDuration ? duration : null,
        }).ToArbitrary();

    private static Gen<T> Words<T>()
        where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());
}
