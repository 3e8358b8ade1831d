using System.Globalization;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
using ModelSync.Playground.World;

namespace ModelSync.Soak;

/// <summary>
/// Turmoil, calm, a look at what the process holds; longer turmoil, calm, and another look: the same state of the world twice, so what is more is a leak.
/// </summary>
internal sealed class SoakRun
{
    private const int PodsOfANode = 200;
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CalmLimit = TimeSpan.FromMinutes(8);

    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly SoakOptions _options;
    private readonly TextWriter _output;
    private readonly PlaygroundWorld _world;
    private readonly Workload _workload;
    private readonly Turmoil _turmoil;
    private Followers? _followers;
    private LoadSnapshot? _load;

    private SoakRun(SoakOptions options, TextWriter output, PlaygroundWorld world, PlaygroundNamespace place)
    {
        (_options, _output, _world) = (options, output, world);
        _workload = new Workload(place, options.Pods);
        _turmoil = new Turmoil(_workload, new SoakRandom(options.Seed));
    }

    /// <summary>Runs the whole of it; false when something leaked, gave up or did not come right again.</summary>
    public static async Task<bool> RunAsync(SoakOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{options.Turmoil.TotalMinutes} minutes of turmoil, {options.Pods} pods, seed {options.Seed}")).ConfigureAwait(false);
        var playground = new PlaygroundOptions { Nodes = (options.Pods / PodsOfANode) + 2, Seed = (int)(options.Seed % int.MaxValue) };
        var world = await PlaygroundWorld.StartAsync(playground, cancellationToken).ConfigureAwait(false);
        await using var ending = world.ConfigureAwait(false);
        var place = await world.Local.CreateNamespaceAsync(cancellationToken).ConfigureAwait(false);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new SoakRun(options, output, world, place);
        var all = run.RunAsync(stopping.Token);
        var crash = world.WaitForCrashAsync(stopping.Token);
        var first = await Task.WhenAny(all, crash).ConfigureAwait(false);
        var reason = first == crash && !cancellationToken.IsCancellationRequested ? await crash.ConfigureAwait(false) : null;
        await stopping.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(all, crash)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reason is not null)
        {
            await output.WriteLineAsync($"FAILED: {reason}").ConfigureAwait(false);
            return false;
        }

        return await all.ConfigureAwait(false);
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await _workload.CreateAsync(cancellationToken).ConfigureAwait(false);
        var followers = await Followers.StartAsync(_workload.Place, cancellationToken).ConfigureAwait(false);
        await using var ending = followers.ConfigureAwait(false);
        _followers = followers;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = LoadAsync(enough.Token);
        var passed = await CalmAsync("at the start", cancellationToken).ConfigureAwait(false);
        passed = passed && await TurmoilAsync(_options.Turmoil / 4, cancellationToken).ConfigureAwait(false);
        passed = passed && await CalmAsync("after a quarter", cancellationToken).ConfigureAwait(false);
        if (passed)
        {
            var before = await RestAsync(before: null, cancellationToken).ConfigureAwait(false);
            passed = await TurmoilAsync(_options.Turmoil * 3 / 4, cancellationToken).ConfigureAwait(false)
                && await CalmAsync("at the end", cancellationToken).ConfigureAwait(false)
                && await LeaksAsync(before, await RestAsync(before, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }

        await enough.CancelAsync().ConfigureAwait(false);
        await load.ConfigureAwait(false);
        await SayAsync(passed ? $"passed, seed {_options.Seed}" : $"FAILED, seed {_options.Seed}").ConfigureAwait(false);
        return passed;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var endPoint = await _world.Local.DataPlane!.WaitForEndPointAsync("HTTPRoute", _workload.Place.Key("soak"), section: null, cancellationToken).ConfigureAwait(false);
        var options = new LoadOptions { EndPoint = endPoint, Request = LoadRequest.Infer(ModelRuntime.OIP, "serving"), Rate = 50, Timeout = TimeSpan.FromSeconds(5) };
        _load = await LoadGenerator.RunAsync(options, new LastSnapshot(this), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TurmoilAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var turmoil = _turmoil.RunAsync(length, cancellationToken);
        while (await Task.WhenAny(turmoil, _followers!.Running, Task.Delay(TellEvery, TimeProvider.System, cancellationToken)).ConfigureAwait(false) is var first && first != turmoil)
        {
            if (first == _followers.Running)
            {
                await SayAsync($"FAILED: a cache or controller has given up: {_followers.Running.Exception?.InnerException?.Message}").ConfigureAwait(false);
                return false;
            }

            await SayAsync(Vitals.Now().ToString()).ConfigureAwait(false);
        }

        await turmoil.ConfigureAwait(false);
        return true;
    }

    /// <summary>Ends all trouble and waits until everything is as it should be.</summary>
    private async Task<bool> CalmAsync(string when, CancellationToken cancellationToken)
    {
        _world.Local.Faults.Plan.Clear();
        await _workload.RestoreAsync(cancellationToken).ConfigureAwait(false);
        var started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<string> missing;
        while ((missing = await MissingAsync(cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            if (TimeProvider.System.GetElapsedTime(started) > CalmLimit)
            {
                await SayAsync($"FAILED {when}: after {CalmLimit.TotalMinutes} minutes of calm: {string.Join("; ", missing.Take(5))}").ConfigureAwait(false);
                return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"everything is right {when}, after {seconds:0} s of calm")).ConfigureAwait(false);
        return true;
    }

    private async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var all = new ListOptions { Namespace = _workload.Place.Name };
        var deployments = await _world.Local.Client.Resource<Deployment>().ListAsync(all, cancellationToken).ConfigureAwait(false);
        var unready = deployments.Items.Where(one => one.Status?.ReadyReplicas != _workload.PodsOfEach || one.Status.Replicas != _workload.PodsOfEach)
            .Select(one => $"{one.Metadata.Name} has {one.Status?.ReadyReplicas ?? 0} of {_workload.PodsOfEach} pods ready").ToArray();
        return unready.Length > 0 ? unready : [.. await _followers!.DifferencesAsync(cancellationToken).ConfigureAwait(false), .. await RefusalsAsync(cancellationToken).ConfigureAwait(false)];
    }

    private async Task<IReadOnlyList<string>> RefusalsAsync(CancellationToken cancellationToken)
    {
        var endPoint = _world.Local.DataPlane!.EndPointOf("HTTPRoute", _workload.Place.Key("soak"));
        if (endPoint is null)
        {
            return ["the route has no address"];
        }

        var options = new LoadOptions { EndPoint = endPoint, Request = LoadRequest.Infer(ModelRuntime.OIP, "serving"), Count = 200 };
        var result = await LoadGenerator.RunAsync(options, progress: null, cancellationToken).ConfigureAwait(false);
        return result.Failures > 0 ? [$"{result.Failures} of 200 requests failed: {result.FirstFailures[0].Message}"] : [];
    }

    private async Task<Vitals> RestAsync(Vitals? before, CancellationToken cancellationToken)
    {
        var vitals = await Vitals.AtRestAsync(before, cancellationToken).ConfigureAwait(false);
        await SayAsync($"at rest: {vitals}").ConfigureAwait(false);
        return vitals;
    }

    private async Task<bool> LeaksAsync(Vitals before, Vitals after)
    {
        var leaks = after.LeaksSince(before).ToArray();
        foreach (var leak in leaks)
        {
            await SayAsync($"FAILED: it leaks {leak}").ConfigureAwait(false);
        }

        return leaks.Length == 0;
    }

    private Task SayAsync(string what)
    {
        var time = TimeProvider.System.GetElapsedTime(_started);
        var (requests, failures) = (_load?.Requests ?? 0, _load?.Failures ?? 0);
        return _output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $@"{time:mm\:ss} {what} | {_turmoil.Troubles} troubles, {_world.Local.Faults.Plan.Log.Count} injections, {_followers?.Reconciles ?? 0} reconciles, {_followers?.Refusals ?? 0} calls refused, {requests} requests, {failures} failed"));
    }

    private sealed class LastSnapshot(SoakRun run) : IProgress<LoadSnapshot>
    {
        public void Report(LoadSnapshot value) => run._load = value;
    }
}
