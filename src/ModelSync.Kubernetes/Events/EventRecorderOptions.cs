namespace ModelSync.Kubernetes.Events;

/// <summary>Who tells, and how much is kept for it.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Who tells: the controller's name, such as `modelsync.io/rollout-controller`.</summary>
    public required string Component { get; init; }

    /// <summary>Which process tells: the pod's name.</summary>
    public required string Instance { get; init; }

    /// <summary>How many Events wait to be sent; what comes on top is dropped.</summary>
    public int QueueLength { get; init; } = 1000;

    /// <summary>How many different Events, kinds of Events and objects are remembered, so that repetitions are counted instead of told.</summary>
    public int Remembered { get; init; } = 4096;

    /// <summary>How often an Event is sent before it is given up.</summary>
    public int MaxTries { get; init; } = 6;

    /// <summary>The wait after the first failed try; it doubles with each, up to a minute.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long what still waits is sent when the recorder is told to stop.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(5);

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(Component, nameof(Component));
        ArgumentException.ThrowIfNullOrEmpty(Instance, nameof(Instance));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueLength, 1, nameof(QueueLength));
        ArgumentOutOfRangeException.ThrowIfLessThan(Remembered, 1, nameof(Remembered));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTries, 1, nameof(MaxTries));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Backoff, TimeSpan.Zero, nameof(Backoff));
        ArgumentOutOfRangeException.ThrowIfLessThan(FlushTimeout, TimeSpan.Zero, nameof(FlushTimeout));
    }
}
