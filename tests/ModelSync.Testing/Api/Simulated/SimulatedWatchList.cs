namespace ModelSync.Testing.Api.Simulated;

/// <summary>What the simulated API makes of a watch that asks for the present objects first (KEP-3157).</summary>
public enum SimulatedWatchList
{
    /// <summary>Does as it is asked.</summary>
    Supported,

    /// <summary>Refuses it with 422.</summary>
    Refused,

    /// <summary>Does not know the parameter: tells the objects, and never their end.</summary>
    Ignored,
}
