using System.Net;

namespace ModelSync.EndToEnd.Faults;

/// <summary>A fault of single requests, and what the client promises about it.</summary>
/// <param name="Fault">The rule, without whom it befalls.</param>
/// <param name="Promise">What the caller sees.</param>
internal sealed record RequestCase(string Fault, Promise Promise)
{
    /// <summary>The code of a refusal.</summary>
    public HttpStatusCode Code { get; init; }

    /// <summary>Whether the server has carried the request out.</summary>
    public bool IsCarriedOut { get; init; }

    /// <summary>Whether nothing happens before the client's own patience ends.</summary>
    public bool IsSilent => Fault.Contains("silence", StringComparison.Ordinal) || Fault.Contains("delay=10m", StringComparison.Ordinal);

    /// <summary>Whether the client waits as it was asked to, and tries again.</summary>
    public bool IsTriedAgain => Promise == Promise.Survives && Fault.Contains("retry-after", StringComparison.Ordinal);

    // In the answer of the server's own words a 429 or 5xx with Retry-After is waited for; everything else is the caller's to decide.
    public static IReadOnlyList<RequestCase> All { get; } =
    [
        new("429 retry-after=1", Promise.Survives),
        new("429 shape=status retry-after=1", Promise.Survives),
        new("429", Promise.Refused) { Code = HttpStatusCode.TooManyRequests },
        new("503 retry-after=1", Promise.Survives),
        new("503 shape=html", Promise.Refused) { Code = HttpStatusCode.ServiceUnavailable },
        new("500", Promise.Refused) { Code = HttpStatusCode.InternalServerError },
        new("502", Promise.Refused) { Code = HttpStatusCode.BadGateway },
        new("504", Promise.Refused) { Code = HttpStatusCode.GatewayTimeout },
        new("401", Promise.Refused) { Code = HttpStatusCode.Unauthorized },
        new("403", Promise.Refused) { Code = HttpStatusCode.Forbidden },
        new("409", Promise.Refused) { Code = HttpStatusCode.Conflict },
        new("410", Promise.Refused) { Code = HttpStatusCode.Gone },
        new("latency delay=50ms..300ms", Promise.Survives),
        new("latency delay=10m", Promise.NoAnswer),
        new("latency delay=10m at=answer", Promise.NoAnswer) { IsCarriedOut = true },
        new("slow-body bytes=100 every=20ms", Promise.Survives),
        new("warning text=\"this is old\"", Promise.Survives),
        new("goaway", Promise.Survives),
        new("lost-answer", Promise.NoAnswer) { IsCarriedOut = true },
        new("lost-answer by=stream", Promise.NoAnswer) { IsCarriedOut = true },
        new("lost-answer by=close", Promise.NoAnswer) { IsCarriedOut = true },
        new("lost-answer by=silence", Promise.NoAnswer) { IsCarriedOut = true },
        new("drop-request", Promise.NoAnswer),
        new("drop-request by=stream", Promise.NoAnswer),
        new("drop-request by=close", Promise.NoAnswer),
        new("drop-request by=silence", Promise.NoAnswer),
        new("malformed", Promise.NoAnswer) { IsCarriedOut = true },
        new("malformed as=garbage", Promise.NoAnswer) { IsCarriedOut = true },
        new("malformed as=html", Promise.NoAnswer) { IsCarriedOut = true },
    ];

    /// <summary>Faults of connections, which a proxy of its own injects: nobody knows yet who connects.</summary>
    public static IReadOnlyList<RequestCase> OfConnections { get; } =
    [
        new("tls-failure", Promise.NoAnswer),
        new("tls-certificate is=expired", Promise.NoAnswer),
        new("tls-certificate is=wrong-host", Promise.NoAnswer),
        new("tls-certificate is=untrusted", Promise.NoAnswer),
        new("refuse-connection", Promise.NoAnswer),
        new("refuse-connection by=close", Promise.NoAnswer),
        new("refuse-connection by=silence", Promise.NoAnswer),
    ];

    /// <summary>What one kind of request promises otherwise, and why.</summary>
    public RequestCase In(RequestFeature feature) => (feature.Name, Fault) switch
    {
        // The second page is gone: the list is read again in one piece.
        ("list", "410") => this with { Fault = "410 skip=1", Promise = Promise.Survives },
        _ => this,
    };
}
