using System.Globalization;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>What is done to a request, a watch or a connection. Each kind is a nested record.</summary>
public abstract partial record Fault
{
    private Fault()
    {
    }

    /// <summary>The word that a rule begins with.</summary>
    public abstract string Name { get; }

    /// <summary>What it can befall.</summary>
    internal abstract FaultTarget Target { get; }

    /// <summary>True where the exchange goes on, so that a later rule may do something to it as well.</summary>
    internal virtual bool GoesOn => false;

    /// <summary>Writes the parameters that differ from their defaults.</summary>
    internal abstract void Print(RuleText text);

    /// <summary>The text form, without selectors and limits.</summary>
    public sealed override string ToString()
    {
        var text = new RuleText(Name);
        Print(text);
        return text.ToString();
    }

    /// <summary>An error in the server's own words, or in those of a load balancer before it. The request never reaches the server.</summary>
    /// <param name="Code">401, 403, 409, 410, 429, 500, 502, 503 or 504.</param>
    /// <param name="Shape">Who seems to answer.</param>
    public sealed record Error(int Code, ErrorShape Shape) : Fault
    {
        /// <summary>The codes that are known.</summary>
        public static IReadOnlyList<int> Codes { get; } = [401, 403, 409, 410, 429, 500, 502, 503, 504];

        /// <summary>What the header Retry-After says; null for none.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>The server's sentence, where it is not to be the usual one.</summary>
        public string? Message { get; init; }

        /// <summary>How a watch is told.</summary>
        public ErrorForm Form { get; init; }

        /// <summary>For an error that is told as an event: when.</summary>
        public WatchPoint After { get; init; }

        /// <inheritdoc/>
        public override string Name => Code.ToString(CultureInfo.InvariantCulture);

        internal override FaultTarget Target => Form == ErrorForm.Event ? FaultTarget.Watch : FaultTarget.Request;

        /// <summary>Who usually answers with a code.</summary>
        public static ErrorShape UsualShape(int code) => code switch
        {
            429 => ErrorShape.Text,
            502 => ErrorShape.Html,
            _ => ErrorShape.Status,
        };

        internal override void Print(RuleText text) => text
            .AddUnless(Shape == UsualShape(Code), "shape", RuleWord.Of(Shape))
            .AddUnless(RetryAfter is null, "retry-after", (RetryAfter ?? default).TotalSeconds.ToString(CultureInfo.InvariantCulture))
            .AddUnless(Message is null, "message", Message ?? "")
            .AddUnless(Form == ErrorForm.Usual, "as", RuleWord.Of(Form))
            .AddUnless(After == default, "after", After.ToString());
    }

    /// <summary>The exchange takes longer.</summary>
    /// <param name="Delay">By how much.</param>
    /// <param name="At">Where it is held up.</param>
    public sealed record Latency(Delay Delay, LatencyPlace At) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "latency";

        internal override FaultTarget Target => FaultTarget.Request;

        internal override bool GoesOn => true;

        internal override void Print(RuleText text) => text.Add("delay", Delay.ToString()).AddUnless(At == LatencyPlace.Request, "at", RuleWord.Of(At));
    }

    /// <summary>The server carries the request out, and its answer never arrives.</summary>
    /// <param name="By">What the client sees instead.</param>
    public sealed record LostAnswer(Cut By) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "lost-answer";

        internal override FaultTarget Target => FaultTarget.Request;

        internal override void Print(RuleText text) => text.AddUnless(By == Cut.Reset, "by", RuleWord.Of(By));
    }

    /// <summary>The request never reaches the server.</summary>
    /// <param name="By">What the client sees instead of an answer.</param>
    public sealed record DroppedRequest(Cut By) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "drop-request";

        internal override FaultTarget Target => FaultTarget.Request;

        internal override void Print(RuleText text) => text.AddUnless(By == Cut.Reset, "by", RuleWord.Of(By));
    }

    /// <summary>The body of the answer comes a few bytes at a time.</summary>
    /// <param name="Bytes">How many.</param>
    /// <param name="Every">How often.</param>
    public sealed record SlowBody(int Bytes, TimeSpan Every) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "slow-body";

        internal override FaultTarget Target => FaultTarget.Request;

        internal override bool GoesOn => true;

        internal override void Print(RuleText text) =>
            text.Add("bytes", Bytes.ToString(CultureInfo.InvariantCulture)).Add("every", RuleDuration.Print(Every));
    }

    /// <summary>An answer of status 200 whose body is not what it says it is.</summary>
    /// <param name="As">What it is.</param>
    public sealed record Malformed(MalformedBody As) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "malformed";

        internal override FaultTarget Target => FaultTarget.Request;

        internal override void Print(RuleText text) => text.AddUnless(As == MalformedBody.Truncated, "as", RuleWord.Of(As));
    }

    /// <summary>Lists show the state of the first one that matched: that one passes and is remembered.</summary>
    /// <param name="From">Who is so late.</param>
    public sealed record StaleList(StaleSource From) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "stale-list";

        internal override FaultTarget Target => FaultTarget.List;

        internal override void Print(RuleText text) => text.AddUnless(From == StaleSource.Server, "from", RuleWord.Of(From));
    }

    /// <summary>The server answers, and asks the client to open another connection, as it does when it shuts down or balances its load.</summary>
    public sealed record GoAway : Fault
    {
        /// <inheritdoc/>
        public override string Name => "goaway";

        internal override FaultTarget Target => FaultTarget.Request;

        internal override bool GoesOn => true;

        internal override void Print(RuleText text)
        {
        }
    }

    /// <summary>The answer carries a warning for people, as those of deprecated versions do.</summary>
    /// <param name="Text">Its text.</param>
    public sealed record Warning(string Text) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "warning";

        internal override FaultTarget Target => FaultTarget.Request;

        internal override bool GoesOn => true;

        internal override void Print(RuleText text) => text.Add("text", Text);
    }
}
