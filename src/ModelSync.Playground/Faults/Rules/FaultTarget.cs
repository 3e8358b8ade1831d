namespace ModelSync.Playground.Faults.Rules;

/// <summary>What a fault can befall.</summary>
internal enum FaultTarget
{
    /// <summary>Any request, watches included.</summary>
    Request,

    /// <summary>Only requests that list.</summary>
    List,

    /// <summary>Only requests that watch.</summary>
    Watch,

    /// <summary>New connections.</summary>
    Connection,
}
