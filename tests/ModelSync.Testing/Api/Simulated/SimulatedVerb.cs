namespace ModelSync.Testing.Api.Simulated;

/// <summary>What is asked of the simulated API.</summary>
public enum SimulatedVerb
{
    /// <summary>One object.</summary>
    Get,

    /// <summary>One page of a list.</summary>
    List,

    /// <summary>A watch.</summary>
    Watch,

    /// <summary>A new object.</summary>
    Create,

    /// <summary>An object in another's stead.</summary>
    Replace,

    /// <summary>A patch.</summary>
    Patch,

    /// <summary>A server-side apply.</summary>
    Apply,

    /// <summary>The end of an object, or of a collection.</summary>
    Delete,

    /// <summary>The server's version or its resources.</summary>
    Discover,
}
