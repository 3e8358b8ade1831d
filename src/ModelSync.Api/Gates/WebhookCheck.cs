using ModelSync.Api.Schema;

namespace ModelSync.Api.Gates;

/// <summary>A POST to a service of the user's: 2xx passes, 202 waits, anything else fails.</summary>
public sealed record WebhookCheck : SpecPart
{
    /// <summary>The address; link-local, metadata and API server addresses are refused.</summary>
    [Required, Length(1, Limits.Uri), Pattern(Patterns.Url, Patterns.UrlInWords)]
    public string? Url { get; init; }

    /// <summary>A Secret with a bearer token for the request.</summary>
    public SecretKeyReference? TokenRef { get; init; }

    /// <summary>A Secret or bundle with the CA of the service, as PEM.</summary>
    public SecretKeyReference? CaRef { get; init; }
}
