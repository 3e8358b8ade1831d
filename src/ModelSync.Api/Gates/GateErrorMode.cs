namespace ModelSync.Api.Gates;

/// <summary>What too many errors in a row lead to.</summary>
public enum GateErrorMode
{
    /// <summary>The step is held until it can be measured again.</summary>
    Hold,

    /// <summary>The gate fails.</summary>
    Fail,
}
