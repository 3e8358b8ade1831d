using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies;

/// <summary>A policy as it was found.</summary>
public sealed record PolicySource
{
    /// <summary>ModelPolicy or ClusterModelPolicy.</summary>
    public required string Kind { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace of a ModelPolicy: the only one that it is about.</summary>
    public string? Namespace { get; init; }

    /// <summary>The rules; null when they could not be read.</summary>
    public ModelPolicySpec? Spec { get; init; }

    /// <summary>Why the policy cannot be evaluated, such as a failed validation, and what to do about it; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The policy as refusals cite it: Kind/name.</summary>
    public string Id => $"{Kind}/{Name}";

    /// <summary>Stands for all policies of a kind that cannot be known, as before their cache is synced.</summary>
    public static PolicySource Unknown(string kind, string problem) => new() { Kind = kind, Name = "*", Problem = problem };
}
