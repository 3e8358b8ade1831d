using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Versions;

/// <summary>What a version needs besides itself.</summary>
public sealed record ModelDependencies
{
    /// <summary>The framework that the model is made with.</summary>
    public FrameworkReference? Framework { get; init; }

    /// <summary>Libraries and their versions.</summary>
    [Entries(200), Length(1, 128)]
    public StringMap? Libraries { get; init; }

    /// <summary>Other models that this one calls or builds on.</summary>
    [Items(32), ListMap("name")]
    public IReadOnlyList<ModelDependency>? Models { get; init; }
}
