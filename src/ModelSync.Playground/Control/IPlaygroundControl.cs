namespace ModelSync.Playground.Control;

/// <summary>What can be asked of a running playground from another terminal; what it refuses it refuses with a <see cref="ControlException"/>.</summary>
internal interface IPlaygroundControl
{
    PlaygroundIdentity Identity { get; }

    Task<PlaygroundState> StateAsync(CancellationToken cancellationToken);

    /// <summary>Begins to end it.</summary>
    void End();

    FaultState AddFault(FaultOrder order);

    /// <summary>The rules of one cluster; null: of the first.</summary>
    IReadOnlyList<FaultState> Faults(string? cluster);

    /// <summary>Takes away one rule, or all; returns those that are gone.</summary>
    IReadOnlyList<FaultState> ClearFaults(string? cluster, int? rule);
}
