namespace ModelSync.Api.Gates;

/// <summary>What too little data leads to.</summary>
public enum NoDataMode
{
    /// <summary>A person decides.</summary>
    Inconclusive,

    /// <summary>The gate passes.</summary>
    Pass,

    /// <summary>The gate fails.</summary>
    Fail,
}
