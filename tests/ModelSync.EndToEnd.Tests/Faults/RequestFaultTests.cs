using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Playground.Faults.Proxying;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Faults;

/// <summary>
/// Every fault in every kind of request: what the caller sees is what is promised, nothing is done twice or half, and the client works afterwards.
/// </summary>
public sealed class RequestFaultTests : ClusterTest
{
    private const int AtOnce = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    [TestCaseSource(nameof(Features))]
    public async Task Every_fault_of_requests_is_seen_as_promised(object feature)
    {
        var one = (RequestFeature)feature;
        using var some = new SemaphoreSlim(AtOnce);
        var failures = await Task.WhenAll(RequestCase.All.Select(async each =>
        {
            await some.WaitAsync(Ct);
            try
            {
                return await FailureAsync(FaultWorld.Proxy, one, each.In(one));
            }
            finally
            {
                some.Release();
            }
        }));
        Assert.That(failures.OfType<string>(), Is.Empty);
    }

    [TestCaseSource(nameof(Features))]
    public async Task Every_fault_of_connections_is_seen_as_promised(object feature)
    {
        var one = (RequestFeature)feature;
        await using var proxy = await FaultProxy.StartAsync(Cluster.ControlPlane, new FaultProxyOptions(), Ct);
        var failures = new List<string?>();
        foreach (var each in RequestCase.OfConnections)
        {
            // One after the other: nobody knows yet who connects.
            var rule = proxy.Plan.Add(each.Fault + " count=1");
            failures.Add(await FailureAsync(proxy, one, each));
            proxy.Plan.Remove(rule.Id);
        }

        Assert.That(failures.OfType<string>(), Is.Empty);
    }

    private static RequestFeature[] Features => RequestFeature.All;

    /// <summary>Runs a cell; null where everything is as promised.</summary>
    private async Task<string?> FailureAsync(FaultProxy proxy, RequestFeature feature, RequestCase fault)
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var cell = new CellWorld(proxy, Namespace, clock);
        try
        {
            await feature.PrepareAsync(cell, Ct);
            if (ReferenceEquals(proxy, FaultWorld.Proxy))
            {
                cell.Add(fault.Fault, feature.Verb);
            }

            await SeeAsync(feature, fault, cell, clock);
            FaultMatrix.Add(fault.Fault, feature.Name, fault.Promise switch
            {
                Promise.Survives => "ok",
                Promise.Refused => $"{(int)fault.Code}",
                _ => feature.IsWrite && fault.IsCarriedOut ? "none/done" : "none",
            });
            return null;
        }
        catch (Exception exception)
        {
            FaultMatrix.Add(fault.Fault, feature.Name, "BROKEN");
            return $"{feature.Name}, {fault.Fault}: {exception.Message} [{cell.Story()}]";
        }
    }

    private async Task SeeAsync(RequestFeature feature, RequestCase fault, CellWorld cell, ManualTimeProvider clock)
    {
        Exception? seen = null;
        try
        {
            var making = feature.MakeAsync(cell, Ct);
            await PassTimeAsync(feature, fault, cell, clock, making);
            await making;
        }
        catch (Exception exception) when (exception is not AssertionException)
        {
            seen = exception;
        }

        Require(cell.Injections == 1, "the fault was met once");
        Require(fault.Promise switch
        {
            Promise.Survives => seen is null,
            Promise.Refused => seen is KubernetesApiException refusal && refusal.StatusCode == fault.Code,
            _ => seen is KubernetesConnectionException,
        }, $"the caller sees {fault.Promise} {fault.Code}, not {seen?.GetType().Name} {seen?.Message}");
        Require(!fault.Fault.StartsWith("warning", StringComparison.Ordinal) || cell.Warnings == 1, "the warning is told");
        if (feature.CountAsync is not null)
        {
            var expected = fault.Promise == Promise.Survives || fault.IsCarriedOut ? 1 : 0;
            Require(await feature.CountAsync(cell, Ct) == expected, $"it was carried out {expected} times");
        }

        await cell.Maps.GetAsync(cell.Key, Ct);
    }

    /// <summary>Moves the client's clock once the fault is met: nobody waits for real, and no busy machine is taken for a fault.</summary>
    private async Task PassTimeAsync(RequestFeature feature, RequestCase fault, CellWorld cell, ManualTimeProvider clock, Task making)
    {
        if (fault is { IsSilent: false, IsTriedAgain: false })
        {
            return;
        }

        while (!making.IsCompleted && (cell.Injections == 0 || (fault.IsCarriedOut && feature.CountAsync is not null && await feature.CountAsync(cell, Ct) == 0)))
        {
            await Task.Delay(Pause, TimeProvider.System, Ct);
        }

        // Retry-After is a second; what is tried again then has its whole time before it.
        var most = fault.IsSilent ? 2 * CellWorld.LongTime : TimeSpan.FromSeconds(5);
        for (var passed = TimeSpan.Zero; passed < most && !making.IsCompleted; passed += Step)
        {
            clock.Advance(Step);
            await Task.Delay(Pause, TimeProvider.System, Ct);
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"it does not hold that {what}");
        }
    }
}
