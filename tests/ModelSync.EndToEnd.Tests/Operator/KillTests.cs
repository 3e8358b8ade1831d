using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>
/// The operator dies (kill -9) after each single write of a canary, and of one that goes back, in turn, the answer still on its way; another one goes on from
/// there. What comes of it is the same, and no request fails. Each death costs a process, so as a rule every tenth write is taken, eight of both in one round;
/// <c>MODELSYNC_KILL_EVERY=1</c> takes them all. It keeps the machine busy, and tests that promise seconds are not to run beside it.
/// </summary>
[NonParallelizable]
[CancelAfter(600_000)]
public sealed class KillTests
{
    private const int AtOnce = 8;
    private static readonly int Every = int.Parse(Environment.GetEnvironmentVariable("MODELSYNC_KILL_EVERY") ?? "10", CultureInfo.InvariantCulture);
    private static readonly KillStory[] Stories = [KillStory.Promoted, KillStory.RolledBack];

    [Test]
    public async Task It_ends_the_same_whichever_write_the_operator_dies_after(CancellationToken cancellationToken)
    {
        await using var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = 6 }, cancellationToken);
        await OperatorWorld.InstallAsync(world.Local, cancellationToken);
        await using (var serving = await RunningOperator.StartAsync(world.Local, [], cancellationToken))
        {
            await Task.WhenAll(Stories.Select(story => story.ServeAsync(world.Local, cancellationToken)));
        }

        foreach (var round in Stories.SelectMany(static story => story.Places).Chunk(AtOnce))
        {
            await Task.WhenAll(round.Select(place => place.DieAsync(cancellationToken)));
        }

        await using var last = await RunningOperator.StartAsync(world.Local, [], cancellationToken);
        foreach (var story in Stories)
        {
            await story.EndAsync(cancellationToken);
        }
    }

    /// <summary>One canary in many namespaces; in each the operator dies after another write.</summary>
    private sealed class KillStory(string name, int most, Func<ModelRollout, bool> isOver, int[] replicas, string? behavior)
    {
        private const string Canary = "{type: Canary, canary: {steps: [{setWeight: 50}, {pause: {seconds: 1}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1, abortScaleDownDelaySeconds: 1}";

        public static readonly KillStory Promoted = new("promoted", 28, static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0", Replicas: 2 }, [0, 2], behavior: null);

        public static readonly KillStory RolledBack = new(
            "rolled back", 24, static rollout => rollout.Status is { Phase: RolloutPhase.RolledBack, Stable.Version: "1.0.0", Candidate: null, Replicas: 2 }, [0, 2], "state=CrashLoop");

        public IReadOnlyList<KillPlace> Places { get; private set; } = [];

        public bool IsOver(ModelRollout rollout) => isOver(rollout);

        /// <summary>Has the first version serve everywhere.</summary>
        public async Task ServeAsync(PlaygroundCluster cluster, CancellationToken cancellationToken)
        {
            Places = await Task.WhenAll(Enumerable.Range(0, most - 1).Where(static write => write % Every == 0).Append(most - 1).Select(async write => new KillPlace(this, await cluster.CreateNamespaceAsync(cancellationToken), write)));
            foreach (var part in Places.Chunk(AtOnce))
            {
                await Task.WhenAll(part.Select(place => place.ApplyAsync(RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, Canary).Replace("replicas: 3", "replicas: 2", StringComparison.Ordinal), behavior, cancellationToken)));
            }

            // One after the other: to ask for all of them at once would keep the API server busier than the operator does.
            foreach (var place in Places)
            {
                await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, cancellationToken);
            }
        }

        /// <summary>Everything has come to the same end.</summary>
        public async Task EndAsync(CancellationToken cancellationToken)
        {
            var deaths = Places.Count(static place => place.IsDead);
            foreach (var place in Places)
            {
                await place.EndAsync(replicas, cancellationToken);
            }

            await TestContext.Progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"the operator died after {deaths} writes of a canary that is {name}, one at a time"));
            Assert.That(deaths, Is.GreaterThan(10 / Every), $"{name}: too few writes were met");
            Assert.That(Places[^1].IsDead, Is.False, $"{name}: there are more writes than places");
        }
    }

    /// <summary>The canary of one namespace, whose operator dies after one write.</summary>
    private sealed class KillPlace(KillStory story, PlaygroundNamespace place, int write)
    {
        private const string Written =
            "resource=modelrollouts.modelsync.io,deployments.apps,controllerrevisions.apps,services,poddisruptionbudgets.policy,httproutes.gateway.networking.k8s.io verb=create,patch,update,delete";

        private Requests? _requests;

        public bool IsDead { get; private set; }

        public async Task ApplyAsync(string rollout, string? behavior, CancellationToken cancellationToken)
        {
            if (behavior is not null)
            {
                await place.BehaveAsync("2.0.0", behavior, cancellationToken);
            }

            await place.ApplyAsync(RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0") + rollout, cancellationToken);
        }

        /// <summary>An operator of its own begins the canary and dies after the write; there may be fewer writes than that.</summary>
        public async Task DieAsync(CancellationToken cancellationToken)
        {
            _requests = await Requests.SendAsync(place, "HTTPRoute", "fraud", rate: 2, cancellationToken);
            await using var running = await RunningOperator.StartAsync(place.Cluster, ["--namespaces", place.Name, "--lease-name", place.Name], cancellationToken);
            var fault = place.Cluster.Faults.Plan.Add($"lost-answer by=silence skip={write} count=1 namespace={place.Name} agent=modelsync-operator* {Written}");
            await place.PatchAsync("""{"spec":{"version":"2.0.0"}}""", cancellationToken);
            for (var look = 0; !IsDead && !(look % 25 == 0 && await place.GetAsync(cancellationToken) is { } rollout && story.IsOver(rollout)); look++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
                IsDead = place.Cluster.Faults.Plan.Faults.Any(one => one.Id == fault.Id && one.Injections > 0);
            }

            await running.KillAsync();
            place.Cluster.Faults.Plan.Remove(fault.Id);
        }

        public Task<ModelRollout> UntilAsync(Func<ModelRollout, bool> condition, CancellationToken cancellationToken) => place.UntilAsync(condition, $"after write {write}", cancellationToken);

        public async Task EndAsync(int[] replicas, CancellationToken cancellationToken)
        {
            var rollout = await UntilAsync(story.IsOver, cancellationToken);
            var result = await _requests!.EndAsync();
            var deployments = await place.Cluster.Client.Resource<Deployment>().ListAsync(new ListOptions { Namespace = place.Name }, cancellationToken);
            Assert.That(result.Failures, Is.Zero, $"after write {write}: {string.Join('\n', result.FirstFailures.Take(3))}");
            Assert.That(rollout.Status!.History!.Count(static entry => entry.Version == "2.0.0"), Is.EqualTo(1), $"after write {write}");
            Assert.That(deployments.Items.Select(static one => one.Spec!.Replicas), Is.EquivalentTo(replicas), $"after write {write}");
        }
    }
}
