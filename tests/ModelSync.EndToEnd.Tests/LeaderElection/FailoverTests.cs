using System.Net;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.Faults;

namespace ModelSync.EndToEnd.LeaderElection;

/// <summary>Two operators as processes, with the default times of the election; these are the tests that need real time, and they all run at once.</summary>
public sealed class FailoverTests : ClusterTest
{
    private const string LeaseName = "test-operator";
    private static readonly TimeSpan AfterAKill = TimeSpan.FromSeconds(17);
    private static readonly TimeSpan AfterAStop = TimeSpan.FromSeconds(2);

    [Test]
    public async Task A_killed_leader_is_followed_within_seventeen_seconds_and_never_two_write()
    {
        await using var history = await ChildHistory.StartAsync(Client, Namespace, Ct);
        await using var first = await LeaderAsync("first");
        await using var second = await FollowerAsync("second");
        await history.WrittenByAsync("first", Ct);

        await first.KillAsync(Ct);
        var killed = TimeProvider.System.GetUtcNow();
        var leading = await second.WaitForAsync("leading", Ct);
        await history.WrittenByAsync("second", Ct);

        TestContext.Out.WriteLine($"taken over after {(leading.At - killed).TotalSeconds:0.0} s");
        Assert.That(leading.At - killed, Is.GreaterThan(TimeSpan.Zero).And.LessThan(AfterAKill));
        Assert.That(first.Lines, Has.All.Matches<OperatorProcess.Line>(line => line.At < leading.At));
        history.AssertOneLeaderAtATime();
    }

    [Test]
    public async Task A_stopped_leader_hands_over_within_two_seconds_and_ends_well()
    {
        await using var history = await ChildHistory.StartAsync(Client, Namespace, Ct);
        await using var first = await LeaderAsync("first");
        await using var second = await FollowerAsync("second");
        await history.WrittenByAsync("first", Ct);

        var told = TimeProvider.System.GetUtcNow();
        await first.TerminateAsync(Ct);
        var leading = await second.WaitForAsync("leading", Ct);
        var exitCode = await first.ExitAsync(Ct);
        await history.WrittenByAsync("second", Ct);

        TestContext.Out.WriteLine($"handed over after {(leading.At - told).TotalSeconds:0.00} s");
        Assert.That(exitCode, Is.Zero, string.Join(" | ", first.Lines));
        Assert.That(leading.At - told, Is.LessThan(AfterAStop));
        Assert.That((await first.WaitForAsync("resigning", Ct)).At, Is.LessThan(leading.At));
        history.AssertOneLeaderAtATime();
    }

    [Test]
    public async Task A_leader_whose_lease_is_stolen_ends_with_an_error()
    {
        await using var first = await LeaderAsync("first");

        await Client.Resource<Lease>().PatchAsync(
            Key(LeaseName), Json.MergePatch("""{"spec":{"holderIdentity":"thief","leaseTransitions":99}}"""), options: null, Ct);

        Assert.That(await first.ExitAsync(Ct), Is.EqualTo(1));
        Assert.That(first.Lines.Select(line => line.What), Does.Contain("lost"));
    }

    [Test]
    public async Task A_leader_that_is_cut_off_has_given_up_before_another_leads()
    {
        await using var proxy = BlackHoleProxy.Start(IPEndPoint.Parse(Cluster.ControlPlane.Url.Authority), TimeProvider.System);
        var kubeconfig = Path.Combine(Cluster.ControlPlane.DataDirectory, $"{Namespace}.kubeconfig");
        await File.WriteAllTextAsync(
            kubeconfig,
            (await File.ReadAllTextAsync(Cluster.ControlPlane.AdminKubeconfigPath, Ct)).Replace(Cluster.ControlPlane.Url.Authority, $"{proxy.EndPoint}", StringComparison.Ordinal),
            Ct);
        await using var history = await ChildHistory.StartAsync(Client, Namespace, Ct);
        await using var first = OperatorProcess.Start(kubeconfig, Namespace, LeaseName, "first");
        await first.WaitForAsync("leading", Ct);
        await using var second = await FollowerAsync("second");
        await history.WrittenByAsync("first", Ct);

        proxy.BlackHole();
        var leading = await second.WaitForAsync("leading", Ct);
        var lost = await first.WaitForAsync("lost", Ct);
        await history.WrittenByAsync("second", Ct);

        TestContext.Out.WriteLine($"given up {(leading.At - lost.At).TotalSeconds:0.0} s before");
        Assert.That(lost.At, Is.LessThan(leading.At));
        Assert.That(await first.ExitAsync(Ct), Is.EqualTo(1));
        history.AssertOneLeaderAtATime();
    }

    private async Task<OperatorProcess> LeaderAsync(string identity)
    {
        var process = Start(identity);
        await process.WaitForAsync("leading", Ct);
        return process;
    }

    /// <summary>One that stands beside the leader with warm caches.</summary>
    private async Task<OperatorProcess> FollowerAsync(string identity)
    {
        var process = Start(identity);
        await process.WaitForAsync("listening", Ct);
        return process;
    }

    private OperatorProcess Start(string identity) => OperatorProcess.Start(Cluster.ControlPlane.AdminKubeconfigPath, Namespace, LeaseName, identity);
}
