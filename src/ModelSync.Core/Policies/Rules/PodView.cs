using System.Text.Json;
using ModelSync.Api;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Policies.Rules;

/// <summary>The parts of a pod's spec that rules look at.</summary>
internal sealed record PodView
{
    public required IReadOnlyList<ContainerView> Containers { get; init; }

    /// <summary>In their order, which decides what runs beside what.</summary>
    public required IReadOnlyList<ContainerView> InitContainers { get; init; }

    /// <summary>The limits of the pod as a whole; they bound its containers.</summary>
    public required IReadOnlyDictionary<string, string> Limits { get; init; }

    /// <summary>What the runtime class adds.</summary>
    public required IReadOnlyDictionary<string, string> Overhead { get; init; }

    /// <summary>Images that are mounted as volumes: the volume's name and the reference.</summary>
    public required IReadOnlyList<(string Name, string Image)> ImageVolumes { get; init; }

    /// <summary>Reads a spec; null when its parts are not what a pod has, which the API server refuses too.</summary>
    public static PodView? Read(RawJson spec)
    {
        try
        {
            using var document = JsonDocument.Parse(spec.Utf8, new JsonDocumentOptions { MaxDepth = JsonLimits.MaxDepth });
            var root = document.RootElement;
            return new PodView
            {
                Containers = [.. Items(root, "containers").Select(ContainerView.Read)],
                InitContainers = [.. Items(root, "initContainers").Select(ContainerView.Read)],
                Limits = LimitsOf(root),
                Overhead = Amounts(root, "overhead"),
                ImageVolumes =
                [
                    .. Items(root, "volumes")
                        .Select(volume => (
                            Name: Text(volume, "name") ?? string.Empty,
                            Image: Member(volume, "image") is { } image ? Text(image, "reference") : null))
                        .Where(volume => volume.Image is not null)
                        .Select(volume => (volume.Name, volume.Image!)),
                ],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    internal static IReadOnlyDictionary<string, string> LimitsOf(JsonElement element) =>
        Member(element, "resources") is { } resources ? Amounts(resources, "limits") : StringMap.Empty;

    internal static string? Text(JsonElement element, string name) => Member(element, name)?.GetString();

    /// <summary>Amounts are strings or plain numbers.</summary>
    private static StringMap Amounts(JsonElement element, string name) => Member(element, name) is not { } amounts
        ? StringMap.Empty
        : StringMap.From(amounts.EnumerateObject().Select(amount => KeyValuePair.Create(
            amount.Name, amount.Value.ValueKind is JsonValueKind.Number ? amount.Value.GetRawText() : amount.Value.GetString() ?? string.Empty)));

    private static JsonElement[] Items(JsonElement element, string name) => Member(element, name) is { } list ? [.. list.EnumerateArray()] : [];

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
