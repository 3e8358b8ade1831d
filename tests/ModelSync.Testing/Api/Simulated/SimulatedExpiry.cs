namespace ModelSync.Testing.Api.Simulated;

/// <summary>How the simulated API says that the version of a watch is compacted: servers have done it in all of these ways.</summary>
public enum SimulatedExpiry
{
    /// <summary>Refuses the watch with 410.</summary>
    HttpStatus,

    /// <summary>Opens the watch and ends it with an ERROR frame of 410.</summary>
    Frame,

    /// <summary>Opens the watch and ends it with an ERROR frame of 500, as 1.36 does.</summary>
    InternalErrorFrame,
}
