namespace ModelSync.Core.Rollouts;

/// <summary>The reasons of a rollout's Events, besides those that are reasons of its conditions too.</summary>
public static class RolloutEventReasons
{
    /// <summary>A trial of a revision begins: a first start, a new version, a retry or a way back.</summary>
    public const string RolloutStarted = "RolloutStarted";

    /// <summary>A step of the trial is passed.</summary>
    public const string StepCompleted = "StepCompleted";

    /// <summary>The trial waits for somebody or something outside; a warning where something went wrong.</summary>
    /// <remarks>Read the message: it says what ends the pause.</remarks>
    public const string RolloutPaused = "RolloutPaused";

    /// <summary>All steps are passed: weight 100 follows.</summary>
    public const string Promoting = "Promoting";

    /// <summary>The candidate has all traffic and is watched.</summary>
    public const string Baking = "Baking";

    /// <summary>The candidate is stable now; a warning where a cluster was left behind.</summary>
    /// <remarks>Look at the clusters that the message names.</remarks>
    public const string RolloutCompleted = "RolloutCompleted";

    /// <summary>Traffic of the candidate goes back to stable; a warning unless somebody wished for it.</summary>
    /// <remarks>Read the message: it says what failed.</remarks>
    public const string RollbackStarted = "RollbackStarted";

    /// <summary>The candidate goes before it had traffic; a warning unless somebody wished for it.</summary>
    /// <remarks>Read the message: it says what failed.</remarks>
    public const string CandidateGivenUp = "CandidateGivenUp";

    /// <summary>A new target starts against a revision that did not finish its bake, because it is all there is.</summary>
    /// <remarks>Watch the new rollout: what it is measured against is not proven.</remarks>
    public const string UnprovenStable = "UnprovenStable";

    /// <summary>A revision has its ready endpoints again, and with them its traffic.</summary>
    public const string Unmasked = "Unmasked";

    /// <summary>spec.retryToken is another one: the version that failed is tried again.</summary>
    public const string RetryRequested = "RetryRequested";

    /// <summary>The spec names another target: the undo is over.</summary>
    public const string OverrideEnded = "OverrideEnded";

    /// <summary>What serves was withdrawn: an earlier, safe revision takes all traffic.</summary>
    /// <remarks>Name another version in the spec.</remarks>
    public const string Evicting = "Evicting";

    /// <summary>What the trial would go back to was withdrawn: it would go back to an earlier revision now.</summary>
    /// <remarks>Nothing, if the trial goes well.</remarks>
    public const string ReturnTargetChanged = "ReturnTargetChanged";

    /// <summary>A verb was acted on.</summary>
    public const string ActionDone = "ActionDone";

    /// <summary>A verb was meant for another revision; nothing was done.</summary>
    /// <remarks>Look at the rollout again: another revision is on trial by now.</remarks>
    public const string ActionStale = "ActionStale";

    /// <summary>There was nothing that a verb could do.</summary>
    /// <remarks>Read the message: it says what stands against it.</remarks>
    public const string ActionNotApplicable = "ActionNotApplicable";

    /// <summary>A rule forbids what a verb asked for; nothing was done.</summary>
    /// <remarks>Read the message: it names the rule.</remarks>
    public const string ActionRefused = "ActionRefused";

    /// <summary>The annotation of a verb cannot be read; nothing was done.</summary>
    /// <remarks>Write the annotation as the message says, or use kubectl modelsync.</remarks>
    public const string InvalidAction = "InvalidAction";

    /// <summary>The clusters of a wave begin; a warning where some of them cannot be reached.</summary>
    /// <remarks>Look at the clusters that the message names.</remarks>
    public const string WaveStarted = "WaveStarted";

    /// <summary>Somebody let a wave start.</summary>
    public const string WaveApproved = "WaveApproved";

    /// <summary>The candidate failed in one of several clusters.</summary>
    /// <remarks>Look at what failed there; whether the others go on is for onFailure and maxFailures.</remarks>
    public const string ClusterFailed = "ClusterFailed";
}
