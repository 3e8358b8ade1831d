using System.Text.Json;

namespace ModelSync.Core.Policies.Rules;

/// <summary>The parts of a container that rules look at.</summary>
internal sealed record ContainerView(string Name, string? Image, bool IsSidecar, IReadOnlyDictionary<string, string> Limits)
{
    public static ContainerView Read(JsonElement container) => new(
        PodView.Text(container, "name") ?? string.Empty,
        PodView.Text(container, "image"),
        PodView.Text(container, "restartPolicy") is "Always",
        PodView.LimitsOf(container));
}
