using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Clusters.Internal;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>The state machine by itself.</summary>
public sealed class ConnectionTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ProbeResult Failure = ProbeResult.Failed("no answer within 5 s");

    [Test]
    public void A_new_cluster_is_connecting_until_it_answers_and_says_why_it_does_not()
    {
        var failed = Run(Connection.Begin(expectedUid: null, Start), Failure, Failure, Failure);

        Assert.That(failed.Status, Is.EqualTo(new ClusterStatus(ClusterState.Connecting, Start, null, "no answer within 5 s")));
        Assert.That(Run(failed, ProbeResult.Answered("a")).State, Is.EqualTo(ClusterState.Connected));
    }

    [Test]
    public void One_lost_packet_is_no_state()
    {
        var connected = Connected("a");

        Assert.That(Run(connected, Failure).Status, Is.EqualTo(connected.Status));
        Assert.That(Run(connected, Failure, ProbeResult.Answered("a"), Failure).State, Is.EqualTo(ClusterState.Connected));
    }

    [Test]
    public void Failures_in_a_row_make_it_unreachable_and_the_last_contact_stays()
    {
        var lost = Run(Connected("a"), Failure, Failure);

        Assert.That(lost.Status, Is.EqualTo(new ClusterStatus(ClusterState.Unreachable, At(3), At(1), "no answer within 5 s")));
        Assert.That(Run(lost, Failure).Since, Is.EqualTo(At(3)));
    }

    [Test]
    public void An_answer_connects_it_again_without_a_message()
    {
        var back = Run(Run(Connected("a"), Failure, Failure), ProbeResult.Answered("a"));

        Assert.That(back.State, Is.EqualTo(ClusterState.Connected));
        Assert.That(back.Message, Is.Null);
        Assert.That(back.Failures, Is.Zero);
    }

    [Test]
    public void Another_cluster_is_told_from_the_one_that_was_meant_and_stays_refused()
    {
        var another = Run(Connected("a"), ProbeResult.Answered("b"));

        Assert.That(another.IsAnother);
        Assert.That(another.State, Is.EqualTo(ClusterState.Unreachable));
        Assert.That(another.Message, Does.Contain("another cluster answers").And.Contain("is b, expected a").And.Contain("remove the cluster"));
        Assert.That(Run(another, ProbeResult.Answered("a"), Failure), Is.EqualTo(another));
        Assert.That(another.AfterExchange("a", At(9)).State, Is.EqualTo(ClusterState.Connected));
    }

    [Test]
    public void An_expected_uid_is_asked_for_from_the_first_answer_on()
    {
        Assert.That(Run(Connection.Begin("a", Start), ProbeResult.Answered("b")).IsAnother);
        Assert.That(Run(Connection.Begin("a", Start), ProbeResult.Answered("a")).State, Is.EqualTo(ClusterState.Connected));
    }

    [Test]
    public void An_answer_that_does_not_tell_who_it_is_counts_as_an_answer()
    {
        var connected = Run(Connected("a"), ProbeResult.Answered());

        Assert.That(connected.State, Is.EqualTo(ClusterState.Connected));
        Assert.That(connected.Uid, Is.EqualTo("a"));
    }

    [Test]
    public void Who_answers_without_telling_who_it_is_is_asked_again_soon_but_ever_less_often()
    {
        var options = new ClusterRegistryOptions();
        var open = ProbeResult.Answered() with { IsIdentityOpen = true };
        var pauses = Enumerable.Range(1, 6).Select(count => Run(Connected("a"), [.. Enumerable.Repeat(open, count)]).NextProbe(options, 0.5).TotalSeconds);

        Assert.That(pauses, Is.EqualTo(new[] { 1, 2, 4, 8, 10, 10 }));
        Assert.That(Run(Connected("a"), open, ProbeResult.Answered("a")).NextProbe(options, 0.5), Is.EqualTo(options.ProbeInterval));
    }

    [Test]
    public void A_cluster_that_may_no_longer_be_asked_who_it_is_stays_connected_and_says_so()
    {
        var refused = ProbeResult.Answered(isIdentityRefused: true);
        var connected = Run(Connected("a"), refused, ProbeResult.Answered() with { IsIdentityOpen = true });

        Assert.That(connected.State, Is.EqualTo(ClusterState.Connected));
        Assert.That(connected.Message, Does.Contain("may no longer be read").And.Contain("allow get"));
        Assert.That(Run(connected, ProbeResult.Answered("a")).Message, Is.Null);
        Assert.That(Run(Connection.Begin(expectedUid: null, Start), refused).Message, Is.Null, "it never could");
    }

    [Test]
    public void Nothing_brings_a_removed_cluster_back()
    {
        var removed = Connected("a").AfterRemoval(At(5));

        Assert.That(Run(removed, ProbeResult.Answered("a"), Failure), Is.EqualTo(removed));
        Assert.That(removed.AfterExchange("a", At(9)), Is.EqualTo(removed));
    }

    [Test]
    public void Probes_come_at_a_steady_pace_then_soon_then_ever_less_often()
    {
        var options = new ClusterRegistryOptions();
        var failures = Enumerable.Range(0, 8).Select(count => (Connected("a") with { Failures = count }).NextProbe(options, 0.5).TotalSeconds);

        Assert.That(failures, Is.EqualTo(new[] { 10, 1, 2, 4, 8, 16, 30, 30 }));
        Assert.That(Connected("a").NextProbe(options, 0).TotalSeconds, Is.EqualTo(9));
        Assert.That((Connected("a") with { Failures = int.MaxValue }).NextProbe(options, 0.5), Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private static Connection Connected(string uid) => Run(Connection.Begin(expectedUid: null, Start), ProbeResult.Answered(uid));

    private static Connection Run(Connection connection, params ProbeResult[] results) =>
        results.Aggregate((connection, (connection.LastContact ?? Start) - Start), (state, result) =>
        {
            var elapsed = state.Item2 + TimeSpan.FromSeconds(1);
            return (state.connection.AfterProbe(result, 2, Start + elapsed), elapsed);
        }).connection;
}
