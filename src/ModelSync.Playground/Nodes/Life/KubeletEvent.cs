namespace ModelSync.Playground.Nodes.Life;

/// <summary>What a kubelet tells of a pod in an Event; the field path is that of the container, or null.</summary>
internal sealed record KubeletEvent(bool IsWarning, string Reason, string Message, string? FieldPath);
