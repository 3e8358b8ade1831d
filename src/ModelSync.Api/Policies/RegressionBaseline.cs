namespace ModelSync.Api.Policies;

/// <summary>What a new version is compared with.</summary>
public enum RegressionBaseline
{
    /// <summary>What serves now.</summary>
    Stable,

    /// <summary>The best of all proven versions; small steps down cannot add up.</summary>
    HighWater,
}
