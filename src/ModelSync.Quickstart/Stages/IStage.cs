using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Load;
using ModelSync.Quickstart.Manifests;
using ModelSync.Quickstart.Story;

namespace ModelSync.Quickstart.Stages;

/// <summary>Where the story is played: a cluster in which the operator runs. Its disposal takes everything away that came with it.</summary>
internal interface IStage : IAsyncDisposable
{
    /// <summary>The cluster, as whoever applies the samples.</summary>
    IKubernetesClient Client { get; }

    /// <summary>The rollout of the story.</summary>
    NamespacedName Rollout { get; }

    /// <summary>The folder of the samples in the repository.</summary>
    string Samples { get; }

    /// <summary>What is to be seen here.</summary>
    StoryPlan Plan { get; }

    /// <summary>What is bad about the bad version, in a sentence.</summary>
    string BadBecause { get; }

    /// <summary>The samples that make the bad version bad, beside its own.</summary>
    IReadOnlyList<string> BadSamples { get; }

    /// <summary>Applies manifests into the namespace of the rollout.</summary>
    ManifestApplier Applier { get; }

    /// <summary>What to try next.</summary>
    IReadOnlyList<string> NextSteps { get; }

    /// <summary>What is said when everything has ended.</summary>
    string Farewell { get; }

    /// <summary>The objects of a sample, as they are applied here.</summary>
    IReadOnlyList<JsonObject> Read(string sample);

    /// <summary>What declares a version, as a merge patch of the rollout.</summary>
    string PatchTo(string version);

    /// <summary>Sends requests until it is cancelled, and returns what came of them.</summary>
    Task<LoadSnapshot> SendRequestsAsync(Narrator narrator, CancellationToken cancellationToken);

    /// <summary>Completes with the reason when something that should run has ended by itself.</summary>
    Task<string> WaitForCrashAsync(CancellationToken cancellationToken);

    /// <summary>The last lines of the operator's log.</summary>
    string LogTail();
}
