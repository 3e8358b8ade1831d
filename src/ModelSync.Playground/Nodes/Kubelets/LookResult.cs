namespace ModelSync.Playground.Nodes.Kubelets;

/// <summary>What came of a look at a pod: whether it must be repeated, else when the next one is due by time alone.</summary>
internal readonly record struct LookResult(bool Failed, TimeSpan? Wake)
{
    public static LookResult Failure { get; } = new(Failed: true, Wake: null);
}
