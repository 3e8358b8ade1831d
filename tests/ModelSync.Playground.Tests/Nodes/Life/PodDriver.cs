using System.Text.Json.Nodes;
using ModelSync.Playground.Nodes;
using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Life;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Tests.Nodes.Life;

/// <summary>Takes one pod through its life by looking at it exactly when it asks for that, and keeps what it told.</summary>
internal sealed class PodDriver(KubeletPod pod, PodBehavior behavior)
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public KubeletPod Pod { get; set; } = pod;

    public PodBehavior Behavior { get; set; } = behavior;

    public KubeletTimings Timings { get; } = new();

    public bool IsDrained { get; set; } = true;

    public DateTimeOffset Now { get; private set; } = Start;

    public PodLife Life { get; private set; } = PodLife.Begin(pod, Start);

    public DateTimeOffset? Wake { get; private set; }

    public List<(TimeSpan At, KubeletEvent Event)> Told { get; } = [];

    public ContainerLife Container => Life.Containers[0];

    public byte[] Patch => StatusWriter.Write(Pod, Life, "10.244.0.7", "10.99.0.2");

    public JsonNode Status => JsonNode.Parse(Patch)!["status"]!;

    public IEnumerable<string> Reasons => Told.Select(told => told.Event.Reason);

    public PodDriver Look()
    {
        var step = PodMachine.Step(Life, new PodView { Pod = Pod, Behavior = Behavior, Timings = Timings, Now = Now, IsDrained = IsDrained });
        (Life, Wake) = (step.Life, step.Wake);
        Told.AddRange(step.Events.Select(told => (Now - Start, told)));
        return this;
    }

    /// <summary>Looks now and at every wake-up until so many seconds after the start.</summary>
    public PodDriver Until(double seconds)
    {
        Look();
        var end = Start.AddSeconds(seconds);
        while (Wake is { } wake && wake <= end)
        {
            Now = wake > Now ? wake : throw new InvalidOperationException($"it asks to be looked at in the past ({wake:O}) and would spin");
            Look();
        }

        Now = end;
        return Look();
    }

    public PodDriver Delete(long grace)
    {
        Pod = Pod.Terminating(Now, grace);
        return Look();
    }

    public string? Condition(string type) => Life.Conditions.Single(condition => condition.Type == type) is var found ? found.Reason is null ? found.Status : $"{found.Status} {found.Reason}" : null;
}
