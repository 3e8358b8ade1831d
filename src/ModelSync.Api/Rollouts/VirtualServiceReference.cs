using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>One HTTP route of a VirtualService that somebody else owns.</summary>
public sealed record VirtualServiceReference : SpecPart
{
    /// <summary>The VirtualService's name, in the rollout's namespace.</summary>
    [Required, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public string? Name { get; init; }

    /// <summary>The name of the HTTP route whose destinations ModelSync writes.</summary>
    [Required, Length(1, 253)]
    public string? RouteName { get; init; }
}
