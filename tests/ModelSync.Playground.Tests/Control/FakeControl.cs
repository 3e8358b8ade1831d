using ModelSync.Playground.Control;

namespace ModelSync.Playground.Tests.Control;

/// <summary>A playground of one cluster that does not exist.</summary>
internal sealed class FakeControl : IPlaygroundControl
{
    private readonly List<FaultState> _faults = [];

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static PlaygroundState State { get; } = new()
    {
        Id = "abc",
        ProcessId = 7,
        Seed = 42,
        StartedAt = DateTimeOffset.UnixEpoch,
        Clusters =
        [
            new ClusterState
            {
                Name = "local",
                Kubernetes = "1.33.1",
                Kubeconfig = "/tmp/through",
                DirectKubeconfig = "/tmp/direct",
                PodProxy = "http://127.0.0.1:1",
                Nodes = 2,
                Pods = new Dictionary<string, int> { ["Ready"] = 3, ["CrashLoopBackOff"] = 1 },
                Targets =
                [
                    new TargetState { Kind = "Service", Namespace = "shop", Name = "fraud", Port = "80", Url = "http://127.0.0.1:2", Backends = "3 ready" },
                    new TargetState { Kind = "HTTPRoute", Namespace = "shop", Name = "fraud", Url = "http://127.0.0.1:3", Backends = "v1 95, v2 5" },
                ],
                Faults = [new FaultState(1, "429 verb=create", 2)],
            },
        ],
    };

    /// <summary>What the state is refused with; null where it is told.</summary>
    public ControlException? Trouble { get; set; }

    public PlaygroundIdentity Identity => new(State.Id, State.ProcessId);

    public Task<PlaygroundState> StateAsync(CancellationToken cancellationToken) =>
        Trouble is null ? Task.FromResult(State) : Task.FromException<PlaygroundState>(Trouble);

    public void End() => Ended.SetResult();

    public FaultState AddFault(FaultOrder order)
    {
        if (order.Rule.Length == 0)
        {
            throw new ControlException("there is no rule");
        }

        var fault = new FaultState(_faults.Count + 1, order.Rule, 0);
        _faults.Add(fault);
        return fault;
    }

    public IReadOnlyList<FaultState> Faults(string? cluster) =>
        cluster is null or "local" ? _faults : throw new ControlException($"there is no cluster {cluster}");

    public IReadOnlyList<FaultState> ClearFaults(string? cluster, int? rule)
    {
        FaultState[] gone = [.. _faults.Where(fault => rule is null || fault.Id == rule)];
        _faults.RemoveAll(gone.Contains);
        return gone;
    }
}
