namespace ModelSync.Api.Gates;

/// <summary>What a gate says.</summary>
public enum GateVerdict
{
    /// <summary>Not decided yet.</summary>
    Running,

    /// <summary>It has passed.</summary>
    Passed,

    /// <summary>It has failed.</summary>
    Failed,

    /// <summary>There is not enough data to decide; a person has to.</summary>
    Inconclusive,

    /// <summary>It cannot be measured: the provider is down or the query is wrong.</summary>
    Error,

    /// <summary>There is no traffic to measure yet.</summary>
    NotApplicable,
}
