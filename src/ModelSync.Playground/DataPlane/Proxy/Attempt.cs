namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>How it went to send a request to one endpoint, up to the head of the answer.</summary>
internal sealed record Attempt(AttemptOutcome Outcome, HttpResponseMessage? Response, string Reason)
{
    public static Attempt Answered(HttpResponseMessage response) => new(AttemptOutcome.Answered, response, "");

    public static Attempt NotSent(string reason) => new(AttemptOutcome.NotSent, Response: null, reason);

    public static Attempt Broken(string reason) => new(AttemptOutcome.Broken, Response: null, reason);

    public static Attempt TimedOut(string reason) => new(AttemptOutcome.TimedOut, Response: null, reason);
}
