using System.Net;

namespace ModelSync.Registries.Protocol;

/// <summary>One answer, read to its end and within its limit.</summary>
internal sealed record RegistryAnswer
{
    /// <summary>The status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The media type of the body.</summary>
    public string? MediaType { get; init; }

    /// <summary>What Docker-Content-Digest says.</summary>
    public string? Digest { get; init; }

    /// <summary>The values of WWW-Authenticate.</summary>
    public IReadOnlyList<string> Challenges { get; init; } = [];

    /// <summary>How long to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where the content is instead.</summary>
    public Uri? Location { get; init; }

    /// <summary>The body; never shown to anybody.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Whether the request went well.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Whether the content is to be had elsewhere.</summary>
    public bool IsRedirect => Status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>Whether another try may go better.</summary>
    public bool IsWorthRetrying => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)Status >= 500;
}
