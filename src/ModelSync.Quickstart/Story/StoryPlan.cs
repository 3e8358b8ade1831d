using ModelSync.Api.Rollouts;

namespace ModelSync.Quickstart.Story;

/// <summary>What is to be seen.</summary>
internal sealed record StoryPlan
{
    /// <summary>The version that serves first.</summary>
    public string First { get; init; } = "1.0.0";

    /// <summary>The version that is promoted.</summary>
    public string Good { get; init; } = "2.0.0";

    /// <summary>The version that goes back by itself.</summary>
    public string Bad { get; init; } = "3.0.0";

    /// <summary>The shares of traffic that the good one has to go through, in percent.</summary>
    public IReadOnlyList<int> Weights { get; init; } = [10, 50, 100];

    /// <summary>Why the bad one has to go back.</summary>
    public ReturnReason BadReason { get; init; } = ReturnReason.GateFailed;

    /// <summary>The versions whose answers clients have to see.</summary>
    public IReadOnlyList<string> Answering { get; init; } = ["1.0.0", "2.0.0", "3.0.0"];

    /// <summary>Whether a failed request that the bad version did not answer is a broken promise.</summary>
    public bool CountsFailures { get; init; } = true;
}
