namespace ModelSync.Playground.DataPlane.Services;

/// <summary>The endpoints of one Service port; immutable.</summary>
internal sealed record EndpointList
{
    public static EndpointList Empty { get; } = new();

    public IReadOnlyList<ServiceEndpoint> Ready { get; init; } = [];

    /// <summary>Those that terminate and still serve.</summary>
    public IReadOnlyList<ServiceEndpoint> Draining { get; init; } = [];

    /// <summary>Where new connections go: as kube-proxy has it, to draining endpoints only where no other is ready.</summary>
    public IReadOnlyList<ServiceEndpoint> Usable => Ready.Count > 0 ? Ready : Draining;

    /// <summary>One of the usable endpoints that are not among the tried ones; null where there is none.</summary>
    public ServiceEndpoint? Pick(Dice dice, IReadOnlyCollection<ServiceEndpoint> tried)
    {
        var usable = Usable;
        if (tried.Count == 0)
        {
            return usable.Count == 0 ? null : usable[(int)dice.Below(usable.Count)];
        }

        ServiceEndpoint[] left = [.. usable.Where(endpoint => !tried.Contains(endpoint))];
        return left.Length == 0 ? null : left[dice.Below(left.Length)];
    }
}
