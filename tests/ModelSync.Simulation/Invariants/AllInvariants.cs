namespace ModelSync.Simulation.Invariants;

/// <summary>All that is watched: 1 to 10 are those of DESIGN section 4, the others are the simulation's own.</summary>
internal static class AllInvariants
{
    /// <summary>After the last incident every world comes to rest.</summary>
    public const int Terminates = 11;

    /// <summary>The same snapshot leads to the same decision.</summary>
    public const int Deterministic = 12;

    /// <summary>Every snapshot leads to a decision: nothing throws.</summary>
    public const int Total = 13;

    /// <summary>A change of traffic.type leaves nobody without service.</summary>
    public const int ChangesHands = 14;

    /// <summary>The placement is followed, whenever it changes.</summary>
    public const int Placement = 15;

    /// <summary>New ones, for one world.</summary>
    public static IReadOnlyList<Witness> Create()
    {
        var ledger = new WaitLedger();
        return
        [
            ledger,
            new WeightFollowsReadiness(),
            new ScaleFollowsWeight(),
            new StepsNeverGoBack(),
            new AbortWins(),
            new MeasuredIsPromoted(),
            new ConvergedIsSilent(),
            new IntentComesFirst(),
            new OldLeadersAreFenced(),
            new DriftIsRepairedToThePresent(),
            new ClocksNeverShortenWaits(ledger),
            new DeadlinesRunInFull(ledger),
            new TrafficChangesHands(),
            new PlacementIsFollowed(),
            new DecidesTheSameTwice(),
        ];
    }
}
