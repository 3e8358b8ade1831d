using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Registries;

/// <summary>What a registry was asked for, or why it is not known.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record RegistryResult<T>
    where T : class
{
    private RegistryResult(T? value, RegistryFailure? failure) => (Value, Failure) = (value, failure);

    /// <summary>What was asked for.</summary>
    public T? Value { get; }

    /// <summary>Why it is not known.</summary>
    public RegistryFailure? Failure { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsKnown => Value is not null;

    /// <summary>What was asked for, as a result.</summary>
    public static implicit operator RegistryResult<T>(T value) => new(value, null);

    /// <summary>Why it is not known, as a result.</summary>
    public static implicit operator RegistryResult<T>(RegistryFailure failure) => new(null, failure);
}
