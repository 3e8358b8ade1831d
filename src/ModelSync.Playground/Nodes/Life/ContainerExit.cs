namespace ModelSync.Playground.Nodes.Life;

/// <summary>How one run of a container ended; the number counts the container's runs from 1.</summary>
internal sealed record ContainerExit(int Code, string Reason, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, int Run);
