using System.Net;
using ModelSync.Kubernetes.Clusters.Internal;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>What a probe makes of a server's answers.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClusterProbeTests
{
    private readonly FakeServer _server = new("uid-1");
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task One_request_tells_that_it_is_there_and_who_it_is()
    {
        Assert.That(await ProbeAsync(), Is.EqualTo(ProbeResult.Answered("uid-1")));
        Assert.That(_server.Requests, Is.EqualTo(new[] { "GET /api/v1/namespaces/kube-system" }));
    }

    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.NotFound)]
    public async Task A_server_that_does_not_tell_who_it_is_is_asked_whether_it_is_ready(HttpStatusCode status)
    {
        _server.IdentityStatus = status;

        Assert.That(await ProbeAsync(), Is.EqualTo(ProbeResult.Answered(isIdentityRefused: true)));
        Assert.That(_server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(HttpStatusCode.TooManyRequests)]
    public async Task A_server_that_turns_us_away_is_there_and_leaves_open_who_it_is(HttpStatusCode status)
    {
        _server.IdentityStatus = status;

        Assert.That(await ProbeAsync(), Is.EqualTo(ProbeResult.Answered() with { IsIdentityOpen = true }));
    }

    [TestCase(HttpStatusCode.Unauthorized, "401, the server does not accept our credentials")]
    [TestCase(HttpStatusCode.BadGateway, "502")]
    [TestCase(HttpStatusCode.Redirect, "302")]
    public async Task A_server_that_is_of_no_use_is_not_there(HttpStatusCode status, string message)
    {
        _server.IdentityStatus = status;

        Assert.That((await ProbeAsync()).Error, Is.EqualTo($"GET /api/v1/namespaces/kube-system: {message}"));
    }

    [Test]
    public async Task A_server_that_is_not_ready_is_not_there_where_readiness_is_all_there_is_to_ask()
    {
        _server.ReadinessStatus = HttpStatusCode.InternalServerError;

        Assert.That((await ProbeAsync(askIdentity: false)).Error, Is.EqualTo("GET /readyz: 500"));
    }

    [Test]
    public async Task Silence_is_given_up_after_the_probes_own_time()
    {
        _server.CutOff();
        var probe = ProbeAsync();
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await probe).Error, Is.EqualTo("no answer within 5 s"));
    }

    [Test]
    public async Task An_answer_without_a_uid_is_no_answer_of_a_cluster()
    {
        _server.Uid = "";

        Assert.That((await ProbeAsync()).Error, Does.Contain("no UID"));
    }

    [Test]
    public void The_callers_cancellation_is_passed_on()
    {
        _server.CutOff();

        Assert.That(() => ProbeAsync(cancellationToken: new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task<ProbeResult> ProbeAsync(bool askIdentity = true, CancellationToken cancellationToken = default)
    {
        await using var client = _server.Connect(ClusterName.Local, _clock).Client;
        return await new ClusterProbe(TimeSpan.FromSeconds(5), _clock).RunAsync(client, askIdentity, cancellationToken);
    }
}
