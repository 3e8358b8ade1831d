using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.EndToEnd.Faults;

/// <summary>Events are told once in spite of faults; what the server refuses for good is given up and holds nobody else up.</summary>
public sealed class EventFaultTests : LastingFaultTests
{
    private const int Told = 3;

    [Test]
    public Task Events_are_there_once() => EachAsync("event recorder", LastingFaults.OfWrites, async (cell, fault) =>
    {
        var about = await CellWorld.Truth.CreateAsync(cell.Map(cell.Agent, "old"), options: null, Ct);
        cell.Add(fault, "create,patch");
        var recorder = new EventRecorder(
            cell.Client,
            new EventRecorderOptions { Component = "modelsync.io/test", Instance = cell.Agent, Backoff = TimeSpan.FromMilliseconds(100), FlushTimeout = TimeSpan.FromSeconds(60) },
            RuntimeServices.Default);
        for (var number = 0; number < Told; number++)
        {
            recorder.Record(about, EventType.Normal, $"Told{number}", $"number {number}");
        }

        await recorder.RunAsync(new CancellationToken(canceled: true));
        var lost = LostTo(fault);
        var all = await Cluster.Admin.Resource<Event>().ListAsync(new ListOptions { Namespace = Namespace }, Ct);
        var events = all.Items.Where(item => item.InvolvedObject?.Uid == about.Metadata.Uid).ToArray();
        return events.Length == Told - lost && events.All(item => item.Count is 1 or null) && events.Select(item => item.Reason).Distinct().Count() == events.Length
            ? lost == 0 ? "told once" : $"{lost} given up"
            : throw new InvalidOperationException($"{Told - lost} should be there, not {string.Join(", ", events.Select(item => $"{item.Reason} x{item.Count}"))}");
    });

    // A refusal is final for the Event that met it; "already exists" is taken for the answer to a try of its own.
    private static int LostTo(string fault) => fault switch
    {
        "409 count=2" => 2,
        "401 count=1" or "403 count=1" => 1,
        _ => 0,
    };
}
