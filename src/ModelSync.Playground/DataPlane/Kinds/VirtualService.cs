using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.DataPlane.Kinds;

/// <summary>A VirtualService. Fields that are not served here are kept by their names, so that they can be refused rather than ignored.</summary>
internal sealed record VirtualService : IResource<VirtualService>
{
    public const string Group = "networking.istio.io";

    public static ResourceInfo Resource { get; } = new(Group, "v1", "VirtualService", "virtualservices");

    public static JsonTypeInfo<VirtualService> TypeInfo => PlaneJsonContext.Default.VirtualService;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public VirtualServiceSpec? Spec { get; init; }

    public VirtualServiceStatus? Status { get; init; }
}

internal sealed record VirtualServiceSpec
{
    public IReadOnlyList<string>? Hosts { get; init; }

    public IReadOnlyList<string>? Gateways { get; init; }

    public IReadOnlyList<string>? ExportTo { get; init; }

    public IReadOnlyList<VirtualServiceRoute>? Http { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record VirtualServiceRoute
{
    public string? Name { get; init; }

    public IReadOnlyList<VirtualServiceMatch>? Match { get; init; }

    public IReadOnlyList<VirtualServiceDestination>? Route { get; init; }

    public VirtualServiceRewrite? Rewrite { get; init; }

    public string? Timeout { get; init; }

    public VirtualServiceRetries? Retries { get; init; }

    public VirtualServiceHeaders? Headers { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record VirtualServiceMatch
{
    public string? Name { get; init; }

    public StringMatch? Uri { get; init; }

    public StringMatch? Method { get; init; }

    public StringMatch? Authority { get; init; }

    public IReadOnlyDictionary<string, StringMatch>? Headers { get; init; }

    public IReadOnlyDictionary<string, StringMatch>? QueryParams { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>One of the three; none of them means that the value must be there.</summary>
internal sealed record StringMatch
{
    public string? Exact { get; init; }

    public string? Prefix { get; init; }

    public string? Regex { get; init; }
}

internal sealed record VirtualServiceDestination
{
    public DestinationReference? Destination { get; init; }

    public int? Weight { get; init; }

    public VirtualServiceHeaders? Headers { get; init; }
}

internal sealed record DestinationReference
{
    public string? Host { get; init; }

    public string? Subset { get; init; }

    public PortSelector? Port { get; init; }
}

internal sealed record PortSelector
{
    public int? Number { get; init; }
}

internal sealed record VirtualServiceRewrite
{
    public string? Uri { get; init; }

    public string? Authority { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }
}

internal sealed record VirtualServiceRetries
{
    public int? Attempts { get; init; }

    public string? PerTryTimeout { get; init; }

    public string? RetryOn { get; init; }
}

internal sealed record VirtualServiceHeaders
{
    public VirtualServiceHeaderChanges? Request { get; init; }

    public VirtualServiceHeaderChanges? Response { get; init; }
}

internal sealed record VirtualServiceHeaderChanges
{
    public IReadOnlyDictionary<string, string>? Set { get; init; }

    public IReadOnlyDictionary<string, string>? Add { get; init; }

    public IReadOnlyList<string>? Remove { get; init; }
}

internal sealed record VirtualServiceStatus
{
    public long? ObservedGeneration { get; init; }

    public IReadOnlyList<Condition>? Conditions { get; init; }
}
