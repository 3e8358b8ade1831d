namespace ModelSync.Playground.Nodes;

/// <summary>What a <see cref="ScaleProbe"/> has measured; memory is that of this process.</summary>
internal sealed record ScaleFigures
{
    public required int Pods { get; init; }

    /// <summary>From the first Deployment to the last pod that is ready.</summary>
    public required TimeSpan UntilReady { get; init; }

    /// <summary>From the order to the last pod that is gone.</summary>
    public required TimeSpan UntilGone { get; init; }

    public required long WorkingSetBytes { get; init; }

    public required long ManagedHeapBytes { get; init; }

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Pods} pods ready in {UntilReady.TotalSeconds:0.0} s ({Pods / UntilReady.TotalSeconds:0} pods/s), gone in {UntilGone.TotalSeconds:0.0} s; "
        + $"working set {WorkingSetBytes >> 20} MiB, managed heap {ManagedHeapBytes >> 20} MiB");
}
