namespace ModelSync.Core.Revisions.Rendering;

/// <summary>The labels, annotations and the finalizer of ModelSync's objects.</summary>
public static class ObjectKeys
{
    /// <summary>The finalizer of a rollout, while anything of it is in a cluster.</summary>
    public const string Finalizer = "modelsync.io/cleanup";

    /// <summary>The label with the rollout's name.</summary>
    public const string Rollout = "modelsync.io/rollout";

    /// <summary>The label with the revision.</summary>
    public const string Revision = "modelsync.io/revision";

    /// <summary>The label with the model.</summary>
    public const string Model = "modelsync.io/model";

    /// <summary>The label with the version, + written as _.</summary>
    public const string Version = "modelsync.io/version";

    /// <summary>The label with the first 12 digits of the package digest; the annotation of the same key has all of it.</summary>
    public const string Digest = "modelsync.io/digest";

    /// <summary>
    /// The annotation with the rollout's UID: in a member cluster, where an ownerReference would invite the garbage collector, it alone tells the
    /// owner.
    /// </summary>
    public const string RolloutUid = "modelsync.io/rollout-uid";

    /// <summary>The annotation that seals what was applied and what the server made of it.</summary>
    public const string Applied = "modelsync.io/applied";

    /// <summary>The annotation of an entry Service that selects several revisions, with the shares that it was made for.</summary>
    public const string Weights = "modelsync.io/weights";

    /// <summary>The annotation by which the owner of a Service that is there already gives it to the rollout that it names.</summary>
    public const string Adopt = "modelsync.io/adopt";

    /// <summary>The annotation of an entry Service with the rules of somebody else's routes that its rollout has written to, until they are given back.</summary>
    public const string AdoptedRules = "modelsync.io/adopted-rules";

    /// <summary>The annotation with the epoch of the last write.</summary>
    public const string Epoch = "modelsync.io/epoch";
}
