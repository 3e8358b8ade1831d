using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>How versions must be counted.</summary>
public sealed record VersioningRule : SpecPart
{
    /// <summary>Whether changes of schema, parameters and data demand the bump that fits them.</summary>
    [Default(true)]
    public bool? EnforceBumps { get; init; }

    /// <summary>By how much the major version may rise at once.</summary>
    [Range(0, 100)]
    public int? MaxMajorJump { get; init; }
}
