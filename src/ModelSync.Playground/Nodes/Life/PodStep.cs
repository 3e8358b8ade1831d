namespace ModelSync.Playground.Nodes.Life;

/// <summary>What a look at a pod has brought: its life from now on, when to look again, and what to tell.</summary>
internal sealed record PodStep(PodLife Life, DateTimeOffset? Wake, IReadOnlyList<KubeletEvent> Events);
