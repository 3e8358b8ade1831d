using ModelSync.Api.Schema;

namespace ModelSync.Api.Gates;

/// <summary>A query to a Prometheus server.</summary>
public sealed record PrometheusCheck : SpecPart
{
    /// <summary>The server's address.</summary>
    [Required, Length(1, Limits.Uri), Pattern(Patterns.Url, Patterns.UrlInWords)]
    public string? Address { get; init; }

    /// <summary>The query, with {{revision}}, {{stableRevision}}, {{service}}, {{namespace}}, {{window}} and {{args.NAME}}.</summary>
    [Required, Length(1, 4096)]
    public string? Query { get; init; }

    /// <summary>A query for the number of requests behind the value; left out: samples are not counted.</summary>
    [Length(1, 4096)]
    public string? SamplesQuery { get; init; }

    /// <summary>A Secret with a bearer token for the server.</summary>
    public SecretKeyReference? TokenRef { get; init; }

    /// <summary>A Secret with the CA of the server, as PEM.</summary>
    public SecretKeyReference? CaRef { get; init; }
}
