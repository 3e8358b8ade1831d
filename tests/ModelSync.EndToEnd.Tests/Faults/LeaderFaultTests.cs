using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.EndToEnd.Faults;

/// <summary>Two stand for leader, and one of them meets faults: never two lead at once, and one leads in the end.</summary>
public sealed class LeaderFaultTests : LastingFaultTests
{
    private static readonly string[] Faults =
    [
        .. LastingFaults.OfWrites,
        "drop-request duration=30s count=1000",
        "lost-answer duration=30s count=1000",
        "403 duration=30s count=1000",
    ];

    [Test]
    public Task Never_two_lead() => EachAsync("leader election", Faults, async (cell, fault) =>
    {
        await using var healthy = KubernetesClient.Create(cell.Config, cell.Options with { Transport = new TransportOptions { UserAgent = "healthy" } });
        var first = Elector(cell, cell.Client, "first");
        var second = Elector(cell, healthy, "second");
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var leading = first.RunAsync(stopping.Token);
        await first.WaitAsync(Ct);
        cell.Add(fault, "get,create,update,patch");
        var following = second.RunAsync(stopping.Token);

        // Ends where the first has survived all of it, or the second leads.
        await UntilAsync(
            () =>
            {
                if (second.Current is not null && first.Current is not null)
                {
                    throw new InvalidOperationException("two lead at once");
                }

                return Task.FromResult(second.Current is not null || (first.Current is not null && !fault.Contains("duration", StringComparison.Ordinal) && IsOver(cell, fault)));
            },
            "one leads");
        var outcome = second.Current is null ? "keeps leading" : "hands over";
        await stopping.CancelAsync();
        await Task.WhenAll(EndAsync(leading), EndAsync(following));
        return outcome;
    });

    private static bool IsOver(CellWorld cell, string fault) => cell.Injections >= int.Parse(fault[(fault.IndexOf("count=", StringComparison.Ordinal) + 6)..].Split(' ')[0]);

    private LeaderElector Elector(CellWorld cell, KubernetesClient client, string identity) => new(
        client,
        new LeaderElectionOptions
        {
            Name = cell.Agent,
            Namespace = Namespace,
            Identity = identity,
            LeaseDuration = TimeSpan.FromSeconds(6),
            RenewDeadline = TimeSpan.FromSeconds(4),
            RetryPeriod = TimeSpan.FromMilliseconds(400),
        },
        RuntimeServices.Default);

    private static async Task EndAsync(Task running)
    {
        try
        {
            await running;
        }
        catch (LeadershipLostException)
        {
            // The promise to one who has lost it.
        }
    }
}
