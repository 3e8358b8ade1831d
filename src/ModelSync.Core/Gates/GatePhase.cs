namespace ModelSync.Core.Gates;

/// <summary>What a gate measures for.</summary>
public enum GatePhase
{
    /// <summary>A step that waits for its verdict.</summary>
    Step,

    /// <summary>The steps, in the background.</summary>
    Progress,

    /// <summary>The bake.</summary>
    Bake,
}
