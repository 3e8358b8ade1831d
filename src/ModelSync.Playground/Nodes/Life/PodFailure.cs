namespace ModelSync.Playground.Nodes.Life;

/// <summary>Why a pod as a whole has failed.</summary>
internal sealed record PodFailure(string Reason, string Message)
{
    public static PodFailure DeadlineExceeded { get; } = new("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
}
