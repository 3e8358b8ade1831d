using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Abstractions.Tests.Kinds;

/// <summary>A custom kind as a user of the library would write it, sent whole and so carrying along what it does not know.</summary>
internal sealed record Widget : IResource<Widget>
{
    public static ResourceInfo Resource { get; } = new("example.com", "v1", "Widget", "widgets");

    public static JsonTypeInfo<Widget> TypeInfo => WidgetJsonContext.Default.Widget;

    public static ModelFidelity Fidelity => ModelFidelity.Lossless;

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required ObjectMeta Metadata { get; init; }

    public WidgetSpec? Spec { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record WidgetSpec
{
    public int? Size { get; init; }

    public IReadOnlyList<WidgetPart>? Parts { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record WidgetPart
{
    public string? Name { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Widget))]
internal sealed partial class WidgetJsonContext : JsonSerializerContext;
