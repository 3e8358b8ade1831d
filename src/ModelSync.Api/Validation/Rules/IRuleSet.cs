using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of one kind.</summary>
internal interface IRuleSet
{
    /// <summary>The kind.</summary>
    ResourceInfo Kind { get; }

    /// <summary>The rules in the order in which the schema lists them.</summary>
    IReadOnlyList<CelRule> Rules { get; }

    /// <summary>What an object breaks; <paramref name="old"/> is empty for a new one.</summary>
    IReadOnlyList<Violation> Find(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> old);
}
