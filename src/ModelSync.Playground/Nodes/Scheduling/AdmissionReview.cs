using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Scheduling;

/// <summary>What the API server asks a webhook about a pod.</summary>
internal sealed record AdmissionReview
{
    public AdmissionRequest? Request { get; init; }

    internal sealed record AdmissionRequest
    {
        public required string Uid { get; init; }

        public string? Namespace { get; init; }

        public KubeletPod? Object { get; init; }
    }
}
