namespace ModelSync.Api.Rollouts;

/// <summary>When a background gate acts; none acts after the bake.</summary>
public enum GatePeriod
{
    /// <summary>While steps are taken and during the bake.</summary>
    Both,

    /// <summary>While steps are taken.</summary>
    Progress,

    /// <summary>During the bake.</summary>
    Bake,
}
