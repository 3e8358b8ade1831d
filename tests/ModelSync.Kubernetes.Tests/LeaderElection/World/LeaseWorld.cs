using ModelSync.Kubernetes.LeaderElection;

namespace ModelSync.Kubernetes.Tests.LeaderElection.World;

/// <summary>
/// Electors, their clocks, their networks and a server, in a time of its own. Everything continues in place on the thread of the test: no run depends on the
/// machine, and a seed tells the whole story. At every moment there must be no more than one leader, and no epoch twice.
/// </summary>
public sealed class LeaseWorld : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _messages = new();
    private readonly List<LeaseNode> _nodes = [];
    private int _order;

    public LeaseWorld() => Server.Now = () => Now;

    public TimeSpan Now { get; private set; }

    public LeaseServer Server { get; } = new();

    public IReadOnlyList<LeaseNode> Nodes => _nodes;

    /// <summary>Every term so far: who, which epoch, and when it was first seen.</summary>
    public List<(LeaseNode Node, long Epoch, TimeSpan At)> Terms { get; } = [];

    public static LeaderElectionOptions Options { get; } = new() { Name = "lease", Namespace = "system" };

    public LeaseNode? Leader => _nodes.Find(node => node.Leads);

    public LeaseNode Start(
        string name,
        double rate = 1,
        TimeSpan delay = default,
        bool mayWatch = true,
        Func<double>? jitter = null,
        Action<LeaseLink>? link = null,
        LeaderElectionOptions? options = null)
    {
        // With the test runner's, nothing would continue in place.
        SynchronizationContext.SetSynchronizationContext(null);
        var network = new LeaseLink((after, message) => _messages.Enqueue(message, (Now + after, _order++))) { Delay = delay };
        if (!mayWatch)
        {
            network.Refusals["watch"] = LeaseServer.Refusal(403, "Forbidden");
        }

        link?.Invoke(network);
        var node = new LeaseNode(name, Server, network, rate, jitter ?? (() => 0.5), options ?? Options);
        _nodes.Add(node);
        Check();
        return node;
    }

    /// <summary>Lets time pass for all.</summary>
    public void Advance(TimeSpan time)
    {
        for (var end = Now + time; Now < end;)
        {
            Now += Step;
            while (_messages.TryPeek(out var message, out var due) && due.At <= Now)
            {
                _messages.Dequeue();
                message();
                Check();
            }

            foreach (var node in _nodes)
            {
                node.Advance(Step);
                Check();
            }
        }
    }

    /// <summary>Lets time pass until something holds, and says how long it took.</summary>
    public TimeSpan AdvanceUntil(Func<bool> condition, TimeSpan atMost)
    {
        var start = Now;
        while (!condition())
        {
            Assert.That(Now - start, Is.LessThan(atMost), $"it has not come to pass within {atMost}; the lease is {Server.Lease?.Spec}");
            Advance(Step);
        }

        return Now - start;
    }

    public void Dispose()
    {
        foreach (var node in _nodes)
        {
            node.Dispose();
        }
    }

    private void Check()
    {
        LeaseNode? leader = null;
        foreach (var node in _nodes)
        {
            if (!node.IsAlive || node.Elector.Current is not { } term)
            {
                continue;
            }

            if (leader is not null)
            {
                Assert.Fail($"{leader.Name} and {node.Name} both lead at {Now}");
            }

            leader = node;
            if (Terms.Count == 0 || Terms[^1].Node != node)
            {
                if (Terms.Count > 0 && term.Epoch <= Terms[^1].Epoch)
                {
                    Assert.Fail($"epoch {term.Epoch} of {node.Name} does not come after epoch {Terms[^1].Epoch} of {Terms[^1].Node.Name}");
                }

                Terms.Add((node, term.Epoch, Now));
            }
        }
    }
}
