using System.Diagnostics.CodeAnalysis;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>What was rendered, or why it cannot be.</summary>
/// <typeparam name="T">What is rendered.</typeparam>
public readonly record struct Rendered<T>
    where T : class
{
    private Rendered(T? value, Impediment? impediment)
    {
        Value = value;
        Impediment = impediment;
    }

    /// <summary>What was rendered.</summary>
    public T? Value { get; }

    /// <summary>Why it cannot be rendered.</summary>
    public Impediment? Impediment { get; }

    /// <summary>Whether it was rendered.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Impediment))]
    public bool IsRendered => Value is not null;

    /// <summary>It was rendered.</summary>
    public static implicit operator Rendered<T>(T value) => new(value, impediment: null);

    /// <summary>It cannot be rendered.</summary>
    public static implicit operator Rendered<T>(Impediment impediment) => new(value: null, impediment);
}
