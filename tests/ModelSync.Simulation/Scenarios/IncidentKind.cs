namespace ModelSync.Simulation.Scenarios;

/// <summary>The kinds of incidents: the columns of the coverage.</summary>
internal enum IncidentKind
{
    /// <summary>Writes are refused for a while.</summary>
    ApiRefuses,

    /// <summary>Answers to writes are lost for a while.</summary>
    AnswersLost,

    /// <summary>Somebody else writes the rollout fifty times a second.</summary>
    StatusBumper,

    /// <summary>The process dies after some writes.</summary>
    Crash,

    /// <summary>Another process leads while the old one goes on for a while.</summary>
    TwoLeaders,

    /// <summary>Watches are stuck for a while.</summary>
    WatchesStuck,

    /// <summary>The wall clock jumps ahead.</summary>
    ClockAhead,

    /// <summary>The wall clock jumps back.</summary>
    ClockBack,

    /// <summary>A member cannot be reached for a while.</summary>
    MemberCut,

    /// <summary>Pods die.</summary>
    PodsDie,

    /// <summary>Pods are not ready for a while.</summary>
    PodsFlap,

    /// <summary>Pods crash for good.</summary>
    PodsCrash,

    /// <summary>A route's parents accept nothing for a while.</summary>
    RouteRefused,

    /// <summary>Somebody else changes weights.</summary>
    ForeignWeights,

    /// <summary>Somebody else scales a Deployment.</summary>
    ForeignScale,

    /// <summary>Somebody else deletes an object.</summary>
    ForeignDelete,

    /// <summary>The gates of a version begin to measure something else.</summary>
    GateTurns,

    /// <summary>The spec names another version or template.</summary>
    NewTarget,

    /// <summary>The spec names stable again.</summary>
    Revert,

    /// <summary>The replicas change.</summary>
    Scale,

    /// <summary>The spec is paused or resumed.</summary>
    PauseEdit,

    /// <summary>The plan changes.</summary>
    PlanEdit,

    /// <summary>Somebody says abort.</summary>
    Abort,

    /// <summary>Somebody says promote.</summary>
    Promote,

    /// <summary>Somebody says promote-full.</summary>
    PromoteFull,

    /// <summary>Somebody says retry, or the retryToken changes.</summary>
    Retry,

    /// <summary>Somebody says undo.</summary>
    Undo,

    /// <summary>A verb is meant for another revision, repeats an id, or cannot be read.</summary>
    StaleVerb,

    /// <summary>A version is quarantined.</summary>
    Quarantine,

    /// <summary>A version is retired.</summary>
    Retire,

    /// <summary>A version is not ready any more, or is again.</summary>
    VersionTurns,

    /// <summary>A policy turns true or false.</summary>
    PolicyTurns,

    /// <summary>The rollout is deleted.</summary>
    Delete,

    /// <summary>Something else is to split the traffic.</summary>
    TrafficEdit,

    /// <summary>The placement selects a cluster, or does so no more.</summary>
    PlacementEdit,

    /// <summary>Waves are inserted, renamed, put in another order, or get other rules.</summary>
    WaveEdit,

    /// <summary>The rules for the whole fleet change.</summary>
    FleetEdit,

    /// <summary>A ModelCluster gets another label.</summary>
    Relabel,
}
