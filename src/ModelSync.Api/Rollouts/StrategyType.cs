namespace ModelSync.Api.Rollouts;

/// <summary>How a new version takes over.</summary>
public enum StrategyType
{
    /// <summary>In steps of weight, with checks between them.</summary>
    Canary,

    /// <summary>All at once, after a preview without traffic.</summary>
    BlueGreen,
}
