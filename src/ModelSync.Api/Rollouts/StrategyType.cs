namespace ModelSync.Api.Rollouts;

/// <summary>How a new version takes over.</summary>
public enum StrategyType
{
    /// <summary>In steps of weight.</summary>
    Canary,

    /// <summary>All at once, after a preview.</summary>
    BlueGreen,
}
