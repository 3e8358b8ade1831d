namespace ModelSync.Playground.Faults;

/// <summary>Ways through a proxy.</summary>
[Flags]
public enum TrafficDirections
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>What clients send.</summary>
    ToServer = 1,

    /// <summary>What the server answers.</summary>
    ToClient = 2,

    /// <summary>Both.</summary>
    Both = ToServer | ToClient,
}
