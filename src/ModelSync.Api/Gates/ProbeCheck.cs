using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Gates;

/// <summary>A request to the candidate: one of its runtime profile, or one's own.</summary>
public sealed record ProbeCheck : SpecPart
{
    /// <summary>A request that the version's runtime profile knows.</summary>
    public ProfileCheck? Profile { get; init; }

    /// <summary>The path of an own request; instead of profile.</summary>
    [Length(1, 1024), Pattern(Patterns.Path, Patterns.PathInWords)]
    public string? Path { get; init; }

    /// <summary>The port, by name or number; left out: the first port of the rollout.</summary>
    [Range(1, 65535), Length(1, 63)]
    public IntOrString? Port { get; init; }

    /// <summary>The method. Left out: GET, or POST where there is a body.</summary>
    public HttpMethodName? Method { get; init; }

    /// <summary>The headers of the request. Secrets do not belong here: everybody who may read gates reads them.</summary>
    [Entries(16), Length(0, 1024)]
    public StringMap? Headers { get; init; }

    /// <summary>The body of the request.</summary>
    [Length(0, 65536)]
    public string? Body { get; init; }

    /// <summary>The status that passes; left out: any of 200 to 299.</summary>
    [Range(100, 599)]
    public int? ExpectStatus { get; init; }

    /// <summary>A text that the answer must contain.</summary>
    [Length(1, 1024)]
    public string? ExpectBody { get; init; }
}
